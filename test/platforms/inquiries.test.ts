import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { textAt } from '../../lib/content/fields.ts'
import { type JsonObject, readJsonObject } from '../../lib/content/json.ts'
import { nameBy } from '../../lib/content/naming.ts'
import { redact } from '../../lib/content/redact.ts'
import type { InquiryApi } from '../../lib/inquiries/inquiry-api.ts'
import { nameMessage } from '../../lib/notifications/name-message.ts'
import type { StateMoves } from '../../lib/notifications/report-api.ts'
import { askingPlatforms, inquiriesOf } from '../../lib/platforms/inquiries.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { platforms } from '../../lib/platforms/platforms.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { askedApis } from '../../tools/alipay/gateway/asked-apis.ts'
import { forEvery } from '../support/for-every.ts'
import { inquirySamples } from '../support/request/inquiry-samples.ts'
import { completed, planted, requiredBy, variantsOf } from '../support/request/message-variants.ts'
import { sampleOf } from '../support/request/samples.ts'

const DAY_MS = 86_400_000
/** The shortest RETENTION_DAYS that a stack should have is longer: 35 by default. */
const LONGEST_WATCH_MS = 30 * DAY_MS

const ids = fc.oneof(fc.string({ minLength: 1 }), fc.string({ minLength: 1, unit: 'binary', maxLength: 900 }))

/** Of each row: there are many rows. */
const fewRuns = { numRuns: 20 }

const rows = inquirySamples.map(({ platform, api }) => ({ platform, api }))

const settledBy = ({ platform, api }: (typeof rows)[number]) =>
  api.settles.map((name) => {
    const settled = notificationsOf(platform).find((row) => row.name === name)
    if (!settled) throw new Error(`no notification ${name}`)
    return settled
  })

function contentOf(message: unknown): JsonObject {
  const content = readJsonObject(Buffer.from(JSON.stringify(message)))
  if (!content.ok) throw new Error(content.refusal)
  return content.value
}

/** What the row makes of an answer: undefined where it does not fit, or reports no known state. */
function stateIn(api: InquiryApi, answer: unknown): string | undefined {
  const typed = v.safeParse(api.schema, contentOf(answer))
  return typed.success ? api.state.of(typed.output) : undefined
}

/** The subject that an announcement of this id is about. */
const announced = ({ subject: [kind, field], ...fields }: InquiryApi, id: string) =>
  `${kind}#${nameBy([field], { [field]: id }, fields)}`

const leadsTo = (moves: StateMoves, from: string, to: string): boolean =>
  (moves[from] ?? []).some((next) => next === to || leadsTo(moves, next, to))

const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)

describe('inquiriesOf', () => {
  it('asks every platform but the wallet, which is asked', () => {
    expect(askingPlatforms).toEqual(['acquirer', 'antom', 'mini-program', 'worldfirst'])
    expect(inquiriesOf('wallet')).toEqual([])
    for (const { name, answersInquiries } of Object.values(platforms)) {
      expect(answersInquiries).toBe(askingPlatforms.includes(name))
    }
  })

  it('asks what the pretend gateway answers, and nothing else', () => {
    const played = askedApis.map(({ platform, kind, path, sample }) => ({
      platform,
      kind,
      path,
      name: sample,
    }))
    const asked = rows.map(({ platform, api: { kind, path, name } }) => ({ platform, kind, path, name }))
    expect(new Set(asked)).toEqual(new Set(played))
  })

  it('has no two rows of a platform that share a kind, a name or a notification that they settle', () => {
    for (const platform of askingPlatforms) {
      const inquiries = inquiriesOf(platform)
      expect(twice(inquiries.map(({ kind }) => kind))).toEqual([])
      expect(twice(inquiries.flatMap(({ settles }) => settles))).toEqual([])
      expect(twice([...inquiries, ...notificationsOf(platform)].map(({ name }) => name))).toEqual([])
    }
  })
})

describe('every row', () => {
  it(
    'can be read beside its page',
    forEvery(rows, ({ api }) => {
      expect(api.page).toMatch(/^https:\/\/[\w./-]+$/)
      expect(api.path).toMatch(/^(?:\/\w+)+$/)
      expect(api.kind).toMatch(/^[a-z\d-]+$/)
      expect(api.alsoAsks).not.toContain(api.subject[1])
    }),
  )

  it(
    'settles notifications of its platform, about the same kind of subject and with the same table of states',
    forEvery(rows, (row) => {
      expect(row.api.settles).not.toEqual([])
      for (const { subject, state } of settledBy(row)) {
        expect(subject[0]).toBe(row.api.subject[0])
        expect(state?.moves).toBe(row.api.state.moves)
      }
    }),
  )

  it(
    'has each final state among its answers, and one on the way of every other',
    forEvery(inquirySamples, ({ api: { finals, state }, answers }) => {
      const states = Object.keys(answers)
      expect(states).toEqual(expect.arrayContaining([...finals]))
      const open = states.filter((one) => !finals.includes(one))
      expect(open.filter((one) => !finals.some((final) => leadsTo(state.moves, one, final)))).toEqual([])
    }),
  )

  it(
    'asks ever more seldom, and not for ever',
    forEvery(rows, ({ api: { absent, askedForMs, schedules } }) => {
      for (const { pauses, factor, longestPauseMs } of Object.values(schedules)) {
        const lengths = pauses.map(([pauseMs]) => pauseMs)
        expect(lengths).toEqual([...lengths].sort((one, other) => one - other))
        expect(Math.min(...lengths)).toBeGreaterThanOrEqual(1_000)
        expect(factor).toBeGreaterThan(1)
        expect(longestPauseMs).toBeGreaterThanOrEqual(Math.max(...lengths))
      }
      expect(askedForMs).toBeGreaterThan(absent.disbelievedMs)
      expect(askedForMs).toBeLessThanOrEqual(LONGEST_WATCH_MS)
    }),
  )

  it(
    'names the subject of an announcement as its notifications name theirs',
    forEvery(rows, (row) => {
      const [, field] = row.api.subject
      for (const api of settledBy(row)) {
        const message = JSON.parse(sampleOf(row.platform, api.name).body.toString())
        fc.assert(
          fc.property(ids, (id) => {
            const body = contentOf({ ...message, [field]: id })
            expect(announced(row.api, id)).toBe(nameMessage(api, body).subject)
          }),
          fewRuns,
        )
      }
    }),
  )
})

describe('the sample of every row', () => {
  it(
    'asks by the id and by what is asked beside it',
    forEvery(inquirySamples, ({ api, request }) => {
      expect(Object.keys(request)).toEqual([api.subject[1], ...api.alsoAsks])
    }),
  )

  it(
    'has the id of a notification that it settles',
    forEvery(inquirySamples, ({ platform, api, request }) => {
      const ids = api.settles.map(
        (name) => JSON.parse(sampleOf(platform, name).body.toString())[api.subject[1]],
      )
      expect(ids).toContain(request[api.subject[1]])
    }),
  )

  it(
    'has an answer for each state that it is filed under, which names the object and its state',
    forEvery(inquirySamples, ({ api, request, answers }) => {
      expect(Object.keys(answers)).toContain('PROCESSING')
      for (const [state, answer] of Object.entries(answers)) {
        expect(textAt(answer, 'result.resultStatus')).toBe('S')
        expect(textAt(answer, api.subject[1])).toBe(request[api.subject[1]])
        expect(stateIn(api, answer)).toBe(state)
      }
    }),
  )

  it(
    'says in its answer that there is no such object as the row expects it, and reports no state then',
    forEvery(inquirySamples, ({ api, absent }) => {
      const results = ['result', ...(api.absent.alsoIn ? [api.absent.alsoIn] : [])]
      const codes = results.map((at) => textAt(absent, `${at}.resultCode`))
      expect(codes.some((code) => api.absent.resultCodes.includes(String(code)))).toBe(true)
      expect(stateIn(api, absent)).toBeUndefined()
    }),
  )

  it(
    'is never read as failed where a result inside it knows no such object',
    forEvery(
      inquirySamples.filter(({ api }) => api.absent.alsoIn),
      ({ api, failed }) => {
        for (const resultCode of api.absent.resultCodes) {
          const unknown = { resultCode, resultStatus: 'F', resultMessage: '' }
          expect(stateIn(api, { ...failed, [String(api.absent.alsoIn)]: unknown })).toBeUndefined()
        }
      },
    ),
  )

  it(
    'needs nothing but the result, the id and what decides',
    forEvery(inquirySamples, ({ api, whole }) => {
      const read = new Set<string>(['result', api.subject[1]])
      api.state.of(new Proxy(whole, { get: (body, name: string) => read.add(name) && body[name] }))
      expect(requiredBy(api).toSorted()).toEqual([...read].toSorted())
    }),
  )

  it(
    'reports the same state, however it is written',
    forEvery(inquirySamples, ({ api, answers }) => {
      const decisive = requiredBy(api)
      for (const [state, answer] of Object.entries(answers)) {
        const kept = Object.fromEntries(decisive.map((name) => [name, answer[name]]))
        const variants = variantsOf(answer, api, { needed: decisive, kept: undefined })
        fc.assert(
          fc.property(variants, (variant) => {
            expect(stateIn(api, { ...variant, ...kept })).toBe(state)
          }),
          fewRuns,
        )
      }
    }),
  )

  it(
    'reports a state of the table or none, whatever is broken in it',
    forEvery(inquirySamples, ({ api, answers, whole }) => {
      const states = [undefined, ...Object.keys(api.state.moves)]
      const members = fc.dictionary(fc.constantFrom(...Object.keys(whole)), fc.jsonValue())
      fc.assert(
        fc.property(members, fc.constantFrom(...Object.values(answers)), (broken, answer) => {
          expect(states).toContain(stateIn(api, { ...answer, ...broken }))
          expect(stateIn(api, broken) === undefined || textAt(contentOf(broken), api.subject[1])).toBeTruthy()
        }),
        fewRuns,
      )
    }),
  )

  it(
    'tells no secret: neither those that the row names, nor a credential',
    forEvery(inquirySamples, ({ api, whole }) => {
      const completeAnswer = completed(whole, api)
      const paths = [...(api.secretFields ?? []), 'acquirerInfo.acquirerCardToken', 'details.otp']
      const laced = paths.reduce<unknown>(
        (rest, path) => planted(rest, path.split('.'), 'canary'),
        completeAnswer,
      )
      const typed = v.parse(api.schema, contentOf(laced))
      const { body, redacted } = redact(typed as JsonObject, api.secretFields ?? [])
      expect(redacted).toEqual(expect.arrayContaining(paths))
      expect(JSON.stringify(body)).not.toContain('canary')
    }),
  )

  it(
    'tells nothing that is named as a token, as card data, as a way to pay or as who is paid',
    forEvery(inquirySamples, ({ api, whole }) => {
      const typed = v.parse(api.schema, contentOf(completed(whole, api)))
      const told = JSON.stringify(redact(typed as JsonObject, api.secretFields ?? []).body)
      expect(told).not.toMatch(
        /"\w*(?:[tT]oken|paymentMethodId|MetaData|paymentResultInfo|cardInfo|redirectActionForm|LoginId|userName)"/,
      )
    }),
  )

  it('lets out all that no secret is', () => {
    const fallen = inquirySamples.map(({ platform, api, answers }) => {
      const redacted = Object.values(answers).flatMap(
        (answer) => redact(answer, api.secretFields ?? []).redacted,
      )
      return [`${platform}/${api.name}`, [...new Set(redacted)]] as const
    })
    expect(Object.fromEntries(fallen.filter(([, redacted]) => redacted.length > 0))).toEqual({
      'acquirer/inquireOriginalCredit': ['payee.userLoginId', 'payee.userName'],
      'antom/inquireVaulting': ['paymentMethodDetail.card.cardToken', 'normalUrl'],
      'antom/inquiryPayment': ['redirectActionForm'],
    })
  })
})

describe('the states of an answer', () => {
  const stateOf = (platform: PlatformName, name: string, changes: object) => {
    const sample = inquirySamples.find((one) => one.platform === platform && one.api.name === name)
    return sample && stateIn(sample.api, { ...sample.whole, ...changes })
  }
  const result = (resultStatus: string, resultCode = 'ANY') => ({
    resultCode,
    resultStatus,
    resultMessage: '',
  })

  it.each<[PlatformName, string, string]>([
    ['acquirer', 'inquiryPayment', 'paymentResult'],
    ['acquirer', 'inquireOriginalCredit', 'originalCreditResult'],
    ['antom', 'inquirePayout', 'transferResult'],
    ['worldfirst', 'inquiryExchange', 'exchangeResult'],
    ['worldfirst', 'inquiryPayout', 'transferResult'],
    ['worldfirst', 'inquiryTransfer', 'transferResult'],
    ['worldfirst', 'inquiryTransfer.marketplace', 'transferResult'],
  ])('of %s %s are read from its %s alone, of which U is not final', (platform, name, field) => {
    const of = (inside: object) => stateOf(platform, name, { result: result('S'), [field]: inside })
    expect(of(result('S'))).toBe('SUCCESS')
    expect(of(result('F'))).toBe('FAIL')
    expect(of(result('U'))).toBe('PROCESSING')
    for (const code of ['PROCESSING', 'UNKNOWN']) expect(of(result('S', code))).toBe('PROCESSING')
    for (const status of ['A', 's', 'constructor']) expect(of(result(status))).toBeUndefined()
  })

  it.each<[PlatformName, string, string]>([
    ['antom', 'inquiryPayment', 'paymentStatus'],
    ['antom', 'inquiryRefund', 'refundStatus'],
    ['antom', 'inquireVaulting', 'vaultingStatus'],
    ['mini-program', 'inquiryPayment', 'paymentStatus'],
    ['mini-program', 'inquiryPayment.v1', 'paymentStatus'],
  ])('of %s %s are the words of its %s, and no other word is one', (platform, name, field) => {
    for (const word of ['Success', 'success', 'constructor', 'UNKNOWN', 'toString']) {
      expect(stateOf(platform, name, { [field]: word })).toBeUndefined()
    }
  })
})

describe('every file of a platform', () => {
  it.each(askingPlatforms)(
    '%s: that holds an inquiry is named for it, and the row is in the list',
    async (platform) => {
      const folder = new URL(`../../lib/platforms/${platform}/`, import.meta.url)
      const found: unknown[] = []
      for (const file of readdirSync(folder)) {
        const exported = Object.values<unknown>({ ...(await import(new URL(file, folder).href)) })
        const inquiries = exported.filter((value) => Object.hasOwn(Object(value), 'settles'))
        expect(inquiries).toEqual(inquiriesOf(platform).filter(({ name }) => `${name}.ts` === file))
        found.push(...inquiries)
      }
      expect(new Set(found)).toEqual(new Set(inquiriesOf(platform)))
    },
  )

  it.each(askingPlatforms)('%s: of its samples of inquiries belongs to a row', (platform) => {
    const folder = new URL(`../../docs/samples/${platform}/inquiries/`, import.meta.url)
    const names = inquiriesOf(platform).map(({ name }) => `${name}.json`)
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted())
  })
})
