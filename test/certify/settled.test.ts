import { expect, it } from 'vitest'
import type { Message } from '../../tools/certify/direct.ts'
import type { Heard } from '../../tools/certify/heard.ts'
import type { Asked } from '../../tools/certify/play.ts'
import { settledAtAlipay } from '../../tools/certify/settled.ts'

const exchange = { at: 0, correlationId: '', path: '/wallet/pay', headers: [], body: Buffer.alloc(0) }

function answered(status: number): Heard {
  const answer = { status, headers: [], body: Buffer.alloc(0) }
  return { exchange: { ...exchange, answer }, status: undefined, code: '', body: {} }
}

const S: Heard = { ...answered(200), status: 'S', code: 'SUCCESS' }
const U: Heard = { ...S, status: 'U', code: 'UNKNOWN_EXCEPTION' }
const silence: Heard = { exchange, status: undefined, code: '', body: {} }

/** What is done until the answers of a backend, given one after the other, come to an end. */
async function stepsOver(...answers: readonly Heard[]) {
  const left = [...answers]
  const steps: string[] = []
  const calls = {
    async ask(): Promise<Asked> {
      const heard = left.shift()
      steps.push(heard?.status ?? `HTTP ${heard?.exchange.answer?.status ?? 'none'}`)
      return { reply: { status: 200, headers: {}, body: Buffer.alloc(0) }, isSigned: true, heard } as never
    },
    untilLeaseIsOver: async () => void steps.push('lease'),
  }
  await settledAtAlipay(calls, {} as Message)
  return steps
}

it('after a U Alipay asks at once, after what is no answer once the lease is over', async () => {
  expect(await stepsOver(U, answered(503), S)).toEqual(['U', 'HTTP 503', 'lease', 'S'])
})

it('where nobody knows what is called, or nothing came in all the time there is, it is not called again', async () => {
  expect(await stepsOver(silence, S)).toEqual(['HTTP none'])
  expect(await stepsOver(answered(404), S)).toEqual(['HTTP 404'])
  expect(await stepsOver(answered(401), S)).toEqual(['HTTP 401'])
})
