import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { announcementRefusals, readWake } from '../../lib/inquiries/announcement.ts'
import type { AskedPlatform } from '../../lib/inquiries/tend-parts.ts'
import { askingPlatforms, inquiriesOf } from '../../lib/platforms/inquiries.ts'
import { platforms } from '../../lib/platforms/platforms.ts'
import { payment } from '../support/memory/tend-parts.ts'
import { runs } from '../support/model/runs.ts'
import { noon } from '../support/request/verified-request.ts'

const DAY = 86_400_000
const keys = { current: async () => ({ size: 0, client: () => undefined }), newerThan: async () => undefined }
const asked = new Map<string, AskedPlatform>(
  askingPlatforms.map((name) => [name, { platform: platforms[name], inquiries: inquiriesOf(name), keys }]),
)
const parts = { platformOf: (name: string) => asked.get(name), maxSkewMs: 600_000 }

const read = (body: string) => readWake({ body, sentAt: noon }, parts)

/** What becomes of the announcement of a payment with these members changed. */
function wordOf(changes: object): unknown {
  const wake = read(JSON.stringify({ ...payment, ...changes }))
  return wake.ok ? wake.value.wake : wake.refusal
}

describe('readWake', () => {
  it.each<[string, object, object]>([
    ['no more than it must', {}, {}],
    ['a time in milliseconds', { until: noon + DAY }, { until: noon + DAY }],
    ['a time as RFC 3339', { until: '2025-11-21T10:15:32Z' }, { until: noon + DAY }],
    ['a schedule of the row', { schedule: 'in-store' }, { schedule: 'in-store' }],
    ['the step of a watch', { step: 3, byItself: true }, { step: 3, byItself: true }],
    ['a contradiction', { contradiction: 2 }, { contradiction: 2 }],
    ['empty members', { until: null, schedule: '' }, {}],
  ])('reads %s', (_, changes, found) => {
    expect(wordOf(changes)).toEqual({ ...payment, ...found })
  })

  it.each<[string, object, string]>([
    ['a member that nobody knows', { untli: 1 }, 'unknown-member'],
    ['a platform that is not asked', { platform: 'wallet' }, 'wrong-platform'],
    ['a platform that is a list', { platform: ['antom'] }, 'wrong-platform'],
    ['no client', { clientId: undefined }, 'wrong-client'],
    ['a client that is no text', { clientId: {} }, 'wrong-client'],
    ['a kind of no row', { kind: 'toString' }, 'wrong-kind'],
    ['no id', { id: '' }, 'wrong-id'],
    ['an id that is an object', { id: { a: 1 } }, 'wrong-id'],
    ['an id that is too long', { id: 'x'.repeat(1_025) }, 'wrong-id'],
    ['an id with half a character', { id: '\ud800' }, 'wrong-id'],
    ['a field that the question does not need', { fields: { partnerId: 'x' } }, 'wrong-fields'],
    ['fields that are none', { fields: 'partnerId' }, 'wrong-fields'],
    ['a schedule of no row', { schedule: 'constructor' }, 'wrong-schedule'],
    ['a schedule that is no text', { schedule: [] }, 'wrong-schedule'],
    ['a time that is none', { until: 'tomorrow' }, 'wrong-until'],
    ['a time that is a list', { until: [] }, 'wrong-until'],
    ['a time that is past', { until: noon }, 'until-is-past'],
    ['a time that the row does not allow', { until: noon + 9 * DAY }, 'until-too-far'],
    ['a step that is none', { step: -1 }, 'wrong-number'],
    ['a contradiction that is none', { contradiction: 1.5 }, 'wrong-number'],
  ])('refuses %s', (_, changes, refusal) => {
    expect(wordOf(changes)).toBe(refusal)
  })

  it('does not mind that the time of a watch is over when its wake-up comes', () => {
    expect(wordOf({ until: noon - 1, step: 4 })).toEqual({ ...payment, until: noon - 1, step: 4 })
  })

  it('wants the fields that the row asks for, each as text', () => {
    const v1 = { platform: 'mini-program', kind: 'payment-v1', fields: { partnerId: 'P1' } }
    expect(wordOf(v1)).toEqual({ ...payment, ...v1 })
    for (const fields of [undefined, {}, { partnerId: {} }, { partnerId: 'P1', more: 'x' }]) {
      expect(wordOf({ ...v1, fields })).toBe('wrong-fields')
    }
  })

  it('gives a word of the list, or what names a row, for whatever anybody writes', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          platform: fc.oneof(fc.constant('antom'), fc.anything()),
          clientId: fc.oneof(fc.string(), fc.anything()),
          kind: fc.oneof(fc.constant('payment'), fc.anything()),
          id: fc.oneof(fc.string(), fc.anything()),
          until: fc.anything(),
          step: fc.anything(),
          fields: fc.anything(),
        })
        .map((each) => JSON.stringify(each, (_, value) => (typeof value === 'bigint' ? `${value}` : value))),
    )
    fc.assert(
      fc.property(texts, (body) => {
        const wake = read(body)
        if (!wake.ok) return announcementRefusals.includes(wake.refusal)
        const { platform, id } = wake.value.wake
        return platform === 'antom' && id.isWellFormed() && id.length <= 1_024
      }),
      { numRuns: runs(1_000) },
    )
  })
})
