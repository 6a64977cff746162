import { randomBytes } from 'node:crypto'
import { problem } from '../terminal/problem.ts'
import { checks } from './checks/all.ts'
import { directCalls } from './direct.ts'
import { giveBack } from './give-back.ts'
import { checkFirsts, lookAround, whyUnseen } from './look-around.ts'
import { apisByPath, newMessages, type TestData } from './messages.ts'
import type { Calls, Patience, Play, Restart } from './play.ts'
import { probe } from './probe.ts'
import type { Report } from './report.ts'
import type { RuleName } from './rules.ts'
import { runChecks } from './run-checks.ts'
import { openStage, type Stage, type StageOptions } from './stage.ts'
import { throughTheFunctions } from './through.ts'
import { movers } from './till.ts'

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
    const unseen = await whyUnseen(play)
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
      patience: plan.patience,
      ...(unseen && { unseen }),
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

function seenBy({ purse, refundsAreLimited, served }: Play): readonly string[] {
  return [
    ...(purse ? ['what a user has, by evaluations'] : []),
    ...(refundsAreLimited ? ['what was paid, by the refunds that are refused'] : []),
    ...(movers.some(({ inquiry }) => served.has(inquiry)) ? ['what happened, by inquiries'] : []),
  ]
}
