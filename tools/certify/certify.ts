import { randomBytes } from 'node:crypto'
import { problem } from '../terminal/problem.ts'
import { checks } from './checks/all.ts'
import { directCalls } from './direct.ts'
import { giveBack } from './give-back.ts'
import { saidOf } from './heard.ts'
import { apisByPath, newMessages, type TestData } from './messages.ts'
import type { Calls, Patience, Play, Restart } from './play.ts'
import { probe } from './probe.ts'
import { openPurse } from './purse.ts'
import type { Report } from './report.ts'
import type { RuleName } from './rules.ts'
import { runChecks } from './run-checks.ts'
import { settled } from './settled.ts'
import { openStage, type Stage, type StageOptions } from './stage.ts'
import { throughTheFunctions } from './through.ts'
import { movers, newPayment, sumOf } from './till.ts'

export interface Plan extends Omit<StageOptions, 'report'> {
  /** How the report names the backend. */
  readonly name: string
  /** The APIs to be checked, such as `wallet/pay`: those that the backend does not serve are skipped. */
  readonly paths: readonly string[]
  readonly rules: readonly RuleName[]
  readonly testData: TestData
  readonly patience: Patience
  readonly isLocal: boolean
  readonly restart?: Restart
  readonly noRestart: string
  /** Takes what is going on, a line at a time. */
  progress(line: string): void
}

/** Plays Alipay at a backend, and reports which rules it keeps. Throws a problem where that cannot begin. */
export async function certify(plan: Plan): Promise<Report> {
  const { name, paths, rules, progress } = plan
  progress('Starting the functions …')
  const lines: string[] = []
  const stage = await openStage({ ...plan, report: (line) => void lines.push(line) })
  try {
    const startedAt = Date.now()
    const { play, whyUnserved } = await begin(plan, stage, startedAt, lines)
    const chosen = checks.filter(
      ({ rule, apis }) => rules.includes(rule) && apis.every((path) => paths.includes(path)),
    )
    const findings = await runChecks(chosen, play, whyUnserved, progress)
    await giveBack(play)
    return {
      backend: name,
      startedAt: new Date(startedAt).toISOString(),
      tookMs: Date.now() - startedAt,
      calls: stage.recorder.exchanges.length,
      seenBy: seenBy(play),
      served: [...play.served],
      unserved: paths.flatMap((path) =>
        play.served.has(path) ? [] : [{ api: path, why: whyUnserved(path) }],
      ),
      findings,
    }
  } finally {
    await stage.close()
  }
}

/** Asks each API once, and looks at what the answers show. Throws a problem where nothing could be checked. */
async function begin(plan: Plan, stage: Stage, startedAt: number, lines: readonly string[]) {
  const calls = callsOf(plan, stage, startedAt)
  plan.progress('Asking which APIs there are …')
  const { firsts, unserved } = await probe(
    plan.paths.filter((path) => isSent(path, stage)),
    calls,
  )
  const whyUnserved = (path: string) =>
    unserved.get(path) ?? 'the secret of its platform names another client'
  const [path = ''] = plan.paths
  if (firsts.length === 0) {
    const why = whyUnserved(path)
    const cause = why.startsWith('the receiver') ? lines.slice(-1) : []
    throw problem(`no API can be checked: ${[`${path}: ${why}`, ...cause].join('; ')}`)
  }
  checkFirsts(plan.name, firsts)
  return { play: await lookAround(calls, firsts), whyUnserved }
}

function isSent(path: string, { clients }: Stage): boolean {
  const platform = apisByPath.get(path)?.platform
  return platform !== undefined && clients.has(platform)
}

function callsOf(plan: Plan, stage: Stage, startedAt: number): Calls {
  const run = `${startedAt.toString(36)}${randomBytes(2).toString('hex')}`
  let ids = 0
  const clientOf = (platform: string) => {
    const client = stage.clients.get(platform)
    return { clientId: client?.sender.clientId ?? '', credential: client?.credential }
  }
  const credentials = [...stage.clients.values()].map(({ credential }) => credential)
  return {
    ...throughTheFunctions(stage, plan.patience),
    message: newMessages(plan.testData),
    newId: () => `${run}-${++ids}`,
    call: directCalls(stage.recorder, clientOf),
    recorder: stage.recorder,
    patience: plan.patience,
    startedAt,
    amount: plan.testData.amount,
    restart: plan.restart,
    noRestart: plan.noRestart,
    credentialOf: (platform) => clientOf(platform).credential,
    credentialKind: credentials.find((one) => one)?.kind,
    isLocal: plan.isLocal,
  }
}

/** Throws a problem where no rule about money could be seen: that would look like a rule that is kept. */
function checkFirsts(name: string, firsts: Play['firsts']): void {
  const heards = firsts.flatMap(({ asked }) => asked.heard ?? [])
  const [first] = heards
  if (first && heards.every(({ exchange }) => !exchange.answer)) {
    throw problem(`nothing answers at ${name} (${first.exchange.failure}): is your backend running?`)
  }
  for (const { act } of movers) {
    const heard = firsts.find(({ path }) => path === act)?.asked.heard
    if (!heard || heard.status === 'S') continue
    const isRefused = [401, 403].includes(heard.exchange.answer?.status ?? 0)
    const advice = isRefused
      ? 'name what your backend is shown by --credential and --client-id'
      : 'name a user of your sandbox by --set, such as --set paymentMethod.customerId=7, or leave the API out by --apis'
    throw problem(
      `${act} with the test data was answered ${saidOf(heard).replace(/[^\x20-\x7e]/g, '?')}: ${advice}`,
    )
  }
}

/** What the backend's answers show of the money, before anything is asked of it twice. */
async function lookAround(calls: Calls, firsts: Play['firsts']): Promise<Play> {
  const served = new Set(firsts.map(({ path }) => path))
  const blind: Play = { ...calls, firsts, served, purse: undefined, refundsAreLimited: false }
  if (!served.has('wallet/pay')) return blind
  const purse = (await evaluationTakes(blind))
    ? undefined
    : await openPurse(calls.call, calls.message, calls.newId, calls.amount.currency)
  return { ...blind, purse, refundsAreLimited: served.has('wallet/refund') && (await limitsRefunds(blind)) }
}

async function limitsRefunds(play: Play): Promise<boolean> {
  const payment = newPayment(play)
  const paid = await settled(() => payment.pay())
  if (paid.status !== 'S' || !paid.body.paymentId) return false
  return (await settled(() => payment.refund(sumOf(play) + 1n, 'too-much'))).status === 'F'
}

/** Then the search for what a user has would empty the purse. */
async function evaluationTakes(play: Play): Promise<boolean> {
  const payment = newPayment(play, { paymentFactor: { isPaymentEvaluation: 'true' } })
  await payment.pay()
  return (await payment.inquire()).standing === 'happened'
}

function seenBy({ purse, refundsAreLimited, served }: Play): readonly string[] {
  return [
    ...(purse ? ['what a user has, by evaluations'] : []),
    ...(refundsAreLimited ? ['what was paid, by the refunds that are refused'] : []),
    ...(movers.some(({ inquiry }) => served.has(inquiry)) ? ['what happened, by inquiries'] : []),
  ]
}
