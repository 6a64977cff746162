import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { Command } from 'commander'
import type { Checked } from '../../../lib/protocol/checked.ts'
import { declaredFunctions } from '../../declared/functions.ts'
import { accessLogOf, logGroupOf, namesOf } from '../../declared/names-of-stage.ts'
import { keysOfSecret } from '../../doctor/known/secret-keys.ts'
import { enterDeployment, readDeployment, unhurried } from '../../operate/deployment.ts'
import { explain } from '../../operate/explain.ts'
import { openJudging } from '../../operate/refused/connections.ts'
import { secretsOfStage } from '../../operate/secrets-of-stage.ts'
import { readTime, TIME } from '../../operate/which.ts'
import { isProblem, problem } from '../../terminal/problem.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { untilSignal } from '../../terminal/until-signal.ts'
import { buildPage } from '../page/build.ts'
import { openInspector } from '../server.ts'
import { checkLogs } from './check-logs.ts'
import type { FollowedLog } from './log-tail.ts'
import { openStageSource, type StageSource } from './source.ts'

const BEFORE_MS = 15 * 60_000

const examples = `
Examples:
  npm run alipay -- inspect --stage prod
  npm run alipay -- inspect --stage prod --since ${TIME}
  npm run alipay -- inspect --stage prod --port 4000`

export function addInspect(program: Command, terminal: Terminal): void {
  const command = program
    .command('inspect')
    .summary('look at the calls of a stage, live, in a browser')
    .description(
      `Serves the inspector on a deployed stage, to whoever has its URL, on this machine alone, and stays up until Ctrl-C.
It reads the logs and the tables with your AWS credentials and changes nothing; secret fields are masked.
The local stack has its own: npm start prints its URL.`,
    )
    .requiredOption(
      '--stage <stage>',
      'a deployed stage; AWS credentials and region (AWS_REGION) as the AWS SDK finds them',
    )
    .option('--since <time>', `the calls from then on: ${TIME}; without it, of the last 15 minutes`)
    .option('--port <port>', 'the port of the page; without it, any free one')
    .option('--json', 'its URL as JSON')
    .addHelpText('after', examples)
  command.action(async ({ stage, since, port = '0', json = false }: Options) => {
    const understood = <Value>(read: Checked<Value, string>): Value =>
      read.ok ? read.value : command.error(read.refusal)
    understood(readDeployment({ stage }))
    const from = since === undefined ? Date.now() - BEFORE_MS : understood(readTime('--since', since))
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      command.error(`--port takes a number up to 65535, not ${JSON.stringify(port)}`)
    await inspectStage({ stage, since: from, port: Number(port), json }, terminal)
    process.exit(0)
  })
}

interface Options {
  readonly stage: string
  readonly since?: string
  readonly port?: string
  readonly json?: boolean
}

interface Asked {
  readonly stage: string
  /** Epoch milliseconds. */
  readonly since: number
  /** 0 takes any free one. */
  readonly port: number
  readonly json: boolean
}

/** Serves the page until a signal ends it. Throws a problem where the stage cannot be read. */
async function inspectStage({ stage, since, port, json }: Asked, terminal: Terminal): Promise<void> {
  const source = await openSource(stage, since, terminal.note)
  try {
    const page = await buildPage()
    const inspector = await openInspector({
      source,
      page,
      port,
      portSetting: '--port',
      report: terminal.note,
    })
    const ended = untilSignal()
    if (json) terminal.json({ url: inspector.url })
    else terminal.print(`The stage ${stage}, read-only: ${inspector.url}\nIt stays up until Ctrl-C.`)
    await ended
    await inspector.close()
  } finally {
    await source.close()
  }
}

/** Reads the stage from then on. Throws a problem where its logs cannot be read. */
export async function openSource(
  stage: string,
  since: number,
  report: (line: string) => void,
): Promise<StageSource> {
  const say = (cause: unknown) => (isProblem(cause) ? cause.message : explain(cause, { stage }))
  const kept = openedIn(stage)
  const logs = new CloudWatchLogsClient(unhurried())
  const groups = followedLogs(stage)
  await checkLogs(logs, groups).catch((cause: unknown) => {
    throw problem(say(cause))
  })
  const { RECEIPTS_TABLE: receipts, JOURNAL_TABLE: journal } = namesOf(stage)
  return openStageSource({
    stage,
    since,
    logs,
    groups,
    tables: { client: kept.client, receipts, journal },
    kept,
    keysOf: async (platform) => (await secretsOfStage(stage, [platform])).flatMap(keysOfSecret),
    explain: say,
    report,
    clock: Date.now,
  })
}

function openedIn(stage: string) {
  enterDeployment({ stage })
  const opened = openJudging()
  if (!opened.ok) throw problem(opened.refusal)
  return opened.value
}

/** The lines about requests: each has this field, and no metric and no line of Lambda's own has. */
const ABOUT_REQUESTS = '{ $.correlationId = "*" }'
/** A function's own line takes the row of what it answered so itself. */
const NOT_SERVED = '{ $.status = "4*" || $.status = "5*" }'

/** Of the functions to which calls come, and of the gateway before them. */
export function followedLogs(stage: string): readonly FollowedLog[] {
  const ofFunctions = declaredFunctions({})
    .filter(({ routes }) => routes.length > 0)
    .map(({ name }) => ({ name: logGroupOf(stage, name), filterPattern: ABOUT_REQUESTS }))
  return [...ofFunctions, { name: accessLogOf(stage), filterPattern: NOT_SERVED }]
}
