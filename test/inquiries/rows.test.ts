import { describe, expect, it } from 'vitest'
import { ask } from '../../lib/inquiries/ask.ts'
import type { AskingClient } from '../../lib/inquiries/ports.ts'
import { eventOf } from '../../lib/notifications/event.ts'
import { receiptKeyOf } from '../../lib/notifications/name-message.ts'
import { understand } from '../../lib/notifications/understand.ts'
import { reportsOf } from '../../lib/platforms/reports.ts'
import { passed } from '../../lib/protocol/checked.ts'
import { forEvery } from '../support/for-every.ts'
import { inquirySamples } from '../support/request/inquiry-samples.ts'
import { entryAfter } from '../support/request/messages.ts'
import { receipt } from '../support/request/receipt.ts'
import { noon } from '../support/request/verified-request.ts'

type Sample = (typeof inquirySamples)[number]

/** What the question of this row comes to, if the gateway signed this body just now. */
async function asked({ api, request }: Sample, body: unknown) {
  const { [api.subject[1]]: id, ...fields } = request as Record<string, string>
  // Nobody looks at who asks: what the gateway signed is given.
  const asking = {} as AskingClient
  const questions: string[] = []
  const answer = await ask({ row: api, id: String(id), fields, asking }, 0, {
    clock: () => noon,
    maxSkewMs: 600_000,
    call: async (question) => {
      questions.push(question.body.toString())
      const reply = { respondedAt: noon, keyVersion: '1', proof: {}, uri: question.path }
      return passed({ ...reply, body: Buffer.from(JSON.stringify(body)) })
    },
  })
  expect(questions.map((question) => JSON.parse(question))).toEqual([request])
  return answer
}

const result = (resultStatus: string, resultCode: string) => ({ resultCode, resultStatus, resultMessage: '' })

describe('the question of every row', () => {
  it(
    'has the state under which its answer is filed',
    forEvery(inquirySamples, async (sample) => {
      for (const [state, body] of Object.entries(sample.answers)) {
        expect(await asked(sample, body)).toMatchObject({ is: 'state', state })
      }
    }),
  )

  it(
    'has no state, and no doubt, where there is no such object, whether that is said of the call or inside',
    forEvery(inquirySamples, async (sample) => {
      expect(await asked(sample, sample.absent)).toEqual({ is: 'absent' })
      const code = String(sample.api.absent.resultCodes[0])
      expect(await asked(sample, { result: result('F', code) })).toEqual({ is: 'absent' })
      if (!sample.api.absent.alsoIn) return
      const inside = { result: result('S', 'SUCCESS'), [sample.api.absent.alsoIn]: result('F', code) }
      expect(await asked(sample, inside)).toEqual({ is: 'absent' })
      expect(await asked(sample, { ...sample.failed, ...inside })).toEqual({ is: 'absent' })
    }),
  )

  it(
    'believes no answer about another object, whatever it says',
    forEvery(inquirySamples, async (sample) => {
      for (const body of [
        ...Object.values(sample.answers),
        { ...sample.absent, result: result('S', 'SUCCESS') },
      ]) {
        const another = { ...body, [sample.api.subject[1]]: 'another' }
        expect(await asked(sample, another)).toEqual({ is: 'not-believed', because: 'other-object' })
      }
    }),
  )

  it(
    'takes no call that failed for a payment that failed',
    forEvery(inquirySamples, async (sample) => {
      for (const status of ['F', 'U', 'A']) {
        for (const code of [
          'PROCESS_FAIL',
          'RISK_REJECT',
          'UNKNOWN_EXCEPTION',
          'REQUEST_TRAFFIC_EXCEED_LIMIT',
        ]) {
          expect(await asked(sample, { ...sample.whole, result: result(status, code) })).toMatchObject({
            is: 'failed',
          })
        }
      }
    }),
  )

  it(
    'is answered by what its receipt and its event say too, without a secret',
    forEvery(inquirySamples, ({ platform, api, answers, request }) => {
      for (const [state, answer] of Object.entries(answers)) {
        const subject = `${api.subject[0]}#${request[api.subject[1]]}`
        const naming = { api: api.name, subject, identity: state }
        const body = Buffer.from(JSON.stringify(answer))
        const kept = receipt({ platform, ...naming, ...receiptKeyOf(platform, 'CLIENT_1', naming), body })
        const understood = understand(kept, reportsOf(platform))
        if (!understood.ok || !understood.value) throw new Error('not understood')
        expect(understood.value).toMatchObject({ state, finals: api.finals })
        const event = eventOf(kept, entryAfter(undefined, kept, understood.value), understood.value)
        expect(event.detailType).toBe(api.name)
        const { body: told, ...detail } = JSON.parse(event.detail)
        expect(detail).toMatchObject({
          changed: true,
          recognised: true,
          state: { before: null, after: state },
        })
        for (const field of api.secretFields ?? []) expect(told).not.toHaveProperty(field)
      }
    }),
  )
})
