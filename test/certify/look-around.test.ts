import { expect, it } from 'vitest'
import type { Heard, Status } from '../../tools/certify/heard.ts'
import { checkFirsts, whyUnseen } from '../../tools/certify/look-around.ts'
import type { First, Play } from '../../tools/certify/play.ts'

const exchange = { at: 0, correlationId: '', path: '/wallet/pay', headers: [], body: Buffer.alloc(0) }

function said(status: Status | undefined, code = '', http = 200): Heard {
  const answer = { status: http, headers: [], body: Buffer.alloc(0) }
  return { exchange: { ...exchange, answer }, status, code, body: {} }
}

const firstsWith = (heard: Heard) => [{ path: 'wallet/pay', asked: { heard } }] as unknown as First[]

it.each([
  [said('F', 'USER_NOT_EXIST'), 'F USER_NOT_EXIST: name a user of your sandbox by --set'],
  [said('U', 'UNKNOWN_EXCEPTION'), 'U UNKNOWN_EXCEPTION: it must become S; the log of your backend'],
  [said(undefined, '', 403), 'HTTP 403: name what your backend is shown by --credential'],
  [said(undefined, '', 307), 'HTTP 307: an answer is HTTP 200 with {"result"'],
  [said(undefined), 'no result: an answer is HTTP 200 with {"result"'],
])('where the first payment is no S, one line says what to do: %#', (heard, line) => {
  expect(() => checkFirsts('http://localhost:8080', firstsWith(heard))).toThrow(
    `wallet/pay with the test data was answered ${line}`,
  )
})

/** A backend that answers the last payment so, one answer after the other. */
async function endOf(...answers: readonly Heard[]) {
  let ids = 0
  const left = [...answers]
  const asked = new Set<unknown>()
  const play = {
    firsts: firstsWith(said('S', 'SUCCESS')),
    newId: () => `id-${++ids}`,
    message: (_: string, id: string) => ({ body: id }),
    async call({ body }: { body: unknown }) {
      asked.add(body)
      return left.shift() ?? answers.at(-1)
    },
  } as unknown as Play
  return { why: await whyUnseen(play), messages: asked.size }
}

it('a run at whose end nothing can be paid proves nothing, and says why', async () => {
  expect((await endOf(said('S'))).why).toBeUndefined()
  expect((await endOf(said('F', 'USER_BALANCE_NOT_ENOUGH'))).why).toMatch(
    /^wallet\/pay was S at the beginning of this run and F USER_BALANCE_NOT_ENOUGH at its end, .*: name a user who has more/,
  )
  expect((await endOf(said(undefined, '', 404))).why).toContain('HTTP 404 at its end')
})

it('one payment is asked again at the end, as Alipay would', async () => {
  expect(await endOf(said(undefined, '', 503), said('U', 'BUSY'), said('S'))).toEqual({
    why: undefined,
    messages: 1,
  })
})
