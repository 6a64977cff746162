import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { certify, type Plan } from '../../tools/certify/certify.ts'
import { apisByPath } from '../../tools/certify/messages.ts'
import { isKept, type Report } from '../../tools/certify/report.ts'
import { ruleNames } from '../../tools/certify/rules.ts'
import type { Ledger } from '../../tools/demo-backend/ledger.ts'
import { type DemoBackendOptions, startDemoBackend } from '../../tools/demo-backend/start.ts'
import {
  actsTwiceAtOnce,
  answersAnotherOutcome,
  creditsAnEvaluation,
  forgetsAnF,
  ignoresTheDeadline,
  leavesOutThePaymentId,
  paysAnEvaluation,
  paysWhatWasCancelled,
  refundsMoreThanWasPaid,
  saysYesterday,
  startVariant,
  takesAbsenceForFailure,
  takesTwiceAtOnce,
  type Variant,
} from './variants.ts'

const credential = { signatureKey: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }
/** Whom the samples debit. */
const CUSTOMER = '1000001119398804'
const walletMoney = ['pay', 'inquiryPayment', 'cancelPayment', 'refund', 'evaluateOriginalCredit'].map(
  (name) => `wallet/${name}`,
)

const prove = (changes: Partial<Plan>) =>
  certify({
    name: 'the backend of the test',
    backend: startDemoBackend,
    bundles: join(import.meta.dirname, '../../dist'),
    credential,
    env: {},
    paths: walletMoney,
    rules: ruleNames,
    testData: { settings: [], amount: { currency: 'JPY', value: '1000' } },
    patience: 'compressed',
    isLocal: true,
    noRestart: 'nobody restarts it',
    progress: () => undefined,
    ...changes,
  })

const brokenIn = ({ findings }: Report) => findings.filter(({ outcome }) => outcome === 'broken')
const linesOf = (report: Report) =>
  brokenIn(report).map(({ rule, apis, name, why }) => [rule, ...apis, name, why].join(': '))
const skippedIn = ({ findings }: Report) => [
  ...new Set(findings.filter(({ outcome }) => outcome === 'skipped').map(({ why }) => why)),
]

// Most of a run is waiting for deadlines: several at once, each with a stack of its own.
describe.concurrent('the demo backend', () => {
  it('keeps every rule, with every API', async () => {
    let ledger: Ledger | undefined
    const backend = async (options: DemoBackendOptions) => {
      const demo = await startDemoBackend(options)
      const close = async () => {
        ledger = await demo.ledger()
        await demo.close()
      }
      return { url: demo.url, close }
    }
    const paths = [...apisByPath.keys()]
    const report = await prove({ backend, paths, restart: async () => undefined })
    expect(linesOf(report)).toEqual([])
    expect(skippedIn(report)).toEqual(['nothing was F'])
    expect(report.served).toHaveLength(apisByPath.size)
    expect(report.seenBy).toHaveLength(3)
    expect(isKept(report)).toBe(true)
    expect(ledger?.surplus).toEqual([])
    const payer = ledger?.accounts.find(
      ({ holder, balance }) => holder === CUSTOMER && balance.currency === 'JPY',
    )
    expect(payer?.balance, 'it gives back what it has paid').toEqual(payer?.granted)
  }, 300_000)
})

describe.concurrent('a demo backend that', () => {
  const variants: readonly (readonly [what: string, rule: string, variant: Variant])[] = [
    ['acts for each of many calls at once', 'one-effect', { breaks: { '/wallet/pay': actsTwiceAtOnce } }],
    [
      'takes the money for each of many calls at once',
      'one-effect',
      { breaks: { '/wallet/pay': takesTwiceAtOnce } },
    ],
    [
      'answers another outcome to a repeat',
      'one-effect',
      { breaks: { '/wallet/pay': answersAnotherOutcome } },
    ],
    ['pays what was cancelled', 'cancel', { breaks: { '/wallet/pay': paysWhatWasCancelled } }],
    ['ignores the deadline', 'deadline', { breaks: { '*': ignoresTheDeadline } }],
    ['turns an F into an S', 'final', { breaks: { '/wallet/pay': forgetsAnF } }],
    [
      'says of an unknown payment that it failed',
      'final',
      { breaks: { '/wallet/inquiryPayment': takesAbsenceForFailure } },
    ],
    ['refunds more than was paid', 'sums', { breaks: { '/wallet/refund': refundsMoreThanWasPaid } }],
    ['checks no signature', 'authentication', { breaks: {}, credential: undefined }],
    ['writes a time that is none', 'answers', { breaks: { '/wallet/pay': saysYesterday } }],
    ['leaves out what its API asks for', 'answers', { breaks: { '/wallet/pay': leavesOutThePaymentId } }],
    [
      'credits for an evaluation',
      'asking',
      { breaks: { '/wallet/evaluateOriginalCredit': creditsAnEvaluation } },
    ],
    ['takes the money for an evaluation', 'asking', { breaks: { '/wallet/pay': paysAnEvaluation } }],
  ]

  it.each(variants)(
    '%s breaks that rule and no other: %s',
    async (_, rule, variant) => {
      const report = await prove({ backend: startVariant(variant, credential) })
      const broken = brokenIn(report)
      expect(
        new Set(broken.map((finding) => finding.rule)),
        [...linesOf(report), ...skippedIn(report)].join('\n'),
      ).toEqual(new Set([rule]))
      expect(isKept(report)).toBe(false)
      for (const { evidence = [] } of broken) expect(evidence.length).toBeGreaterThan(0)
      expect(JSON.stringify(report)).not.toContain(credential.signatureKey.slice(6))
    },
    300_000,
  )
})
