import { expect, it } from 'vitest'
import type { JsonObject } from '../../lib/content/json.ts'
import { ask } from '../../lib/inquiries/ask.ts'
import type { InquiryApi } from '../../lib/inquiries/inquiry-api.ts'
import { platforms } from '../../lib/platforms/platforms.ts'
import { passed } from '../../lib/protocol/checked.ts'
import { ringOf } from '../protocol/sender.ts'
import { forEvery } from '../support/for-every.ts'
import { answer, askingClient } from '../support/memory/tend-parts.ts'
import { inquirySamples } from '../support/request/inquiry-samples.ts'
import { noon } from '../support/request/verified-request.ts'

const ring = ringOf(askingClient)
const keys = { current: async () => ring, newerThan: async () => undefined }

/** What is believed of an answer of Alipay's to the question about this object. */
function believed(api: InquiryApi, id: string, said: JsonObject, platform: keyof typeof platforms) {
  const asking = {
    platform: platforms[platform],
    keys,
    ring,
    client: askingClient,
    gateway: 'https://gateway.example',
  }
  const parts = { call: async () => passed(answer(said, noon)), clock: () => noon, maxSkewMs: 0 }
  return ask({ row: api, id, fields: {}, asking }, 0, parts)
}

const states = inquirySamples.flatMap(({ platform, api, answers }) =>
  Object.entries(answers).map(([state, said]) => ({ name: api.name, platform, api, state, said })),
)

it(
  'a state is believed of the object that was asked about alone, whatever else the answer names',
  forEvery(states, async ({ platform, api, state, said }) => {
    const [, field] = api.subject
    const id = String(said[field])
    expect(await believed(api, id, said, platform)).toMatchObject({ is: 'state', state })
    for (const other of [
      `${id}0`,
      id.slice(1),
      `${id} `,
      '',
      0,
      1,
      true,
      false,
      null,
      [],
      [id],
      { id },
      undefined,
    ]) {
      const { [field]: _, ...rest } = said
      const replayed = other === undefined ? rest : { ...rest, [field]: other }
      expect([other, await believed(api, id, replayed as JsonObject, platform)]).toEqual([
        other,
        { is: 'not-believed', because: 'other-object' },
      ])
    }
  }),
)
