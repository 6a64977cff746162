import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Bundle, buildFunctions } from '../build/functions.ts'
import type { Variables } from '../declared/functions.ts'
import { type BenchStack, type Keys, openBenchStack } from './bench-stack.ts'
import { type Contest, contests } from './contests.ts'
import { measureDistance } from './distance.ts'
import type { FloodFigures, FloodTask } from './flood.ts'
import { measureForgery } from './forgery.ts'
import type { Figures, Task } from './handlers.ts'
import { measureInit } from './init.ts'
import { printDelivery } from './print-delivery.ts'
import { headLine, type Spread, spreadLine, spreadOf } from './spread.ts'
import { variablesOf } from './variables.ts'

const INIT_TIMES = 15
const ROUNDS = 600
const WARM_UP_ROUNDS = 200
const FORGERY_TIMES = 60
const FLOOD = 2_000
const DISTANCE_TIMES = 30
/** Milliseconds: as long as a write to DynamoDB takes in its region. */
const CLAIM_MS = 5
const ROUND_TRIPS_MS = [0, 2, 20, 80]
/** With the request's own path, as many as a request is verified against. */
const FURTHER_PATHS = ['/1', '/2', '/3', '/4', '/5']

/** Measures everything and prints it. */
export async function runBench(): Promise<void> {
  const stack = await openBenchStack(contests)
  try {
    console.log(
      `Node ${process.version}, ${availableParallelism()} cores; milliseconds, interleaved in one run`,
    )
    const bundles = await build(stack.dir)
    for (const contest of contests) {
      const variables = variablesOf(contest, stack)
      await printBundles(contest, bundles, variables)
      await printHandlers(contest, bundles, variables, stack.keysOf(contest.platform))
    }
    await printDelivery(bundles.find(({ name }) => name === 'deliver-receipts')?.file ?? '')
    printForgery(stack.keysOf('antom'))
    await printFlood(bundles, stack)
    await printDistances()
  } finally {
    await stack.close()
  }
}

/** Our functions, and what they are measured against, built the same way. */
async function build(dir: string): Promise<readonly Bundle[]> {
  const ours = await buildFunctions({ outdir: join(dir, 'ours') })
  const functions = join(import.meta.dirname, 'functions')
  return [...ours, ...(await buildFunctions({ outdir: join(dir, 'others'), functions }))]
}

/** All of ours that are of the contest's contract. */
async function printBundles(
  { contract, peer }: Contest,
  bundles: readonly Bundle[],
  variables: Variables,
): Promise<void> {
  const measured = bundles.filter(
    ({ name }) => name.endsWith(`-${contract}s`) || name === 'bare' || name === peer,
  )
  const figures = await measureInit(measured, variables, INIT_TIMES)
  const bare = spreadOf(figures.get('bare') ?? [])
  console.log(headLine(`Bundle, loaded by a fresh process, n = ${INIT_TIMES}`))
  for (const { name, bytes } of measured) {
    const spread = spreadOf(figures.get(name) ?? [])
    console.log(
      spreadLine(name, spread, `${(spread.median - bare.median).toFixed(1)} over bare, ${bytes} bytes`),
    )
  }
}

async function printHandlers(
  contest: Contest,
  bundles: readonly Bundle[],
  variables: Variables,
  { sender }: Keys,
): Promise<void> {
  const { platform, api } = contest
  const fileOf = (wanted: string) => bundles.find(({ name }) => name === wanted)?.file ?? ''
  const task: Task = {
    contest,
    bundles: { ours: fileOf(contest.ours), peer: fileOf(contest.peer) },
    sender,
    rounds: ROUNDS,
    warmUpRounds: WARM_UP_ROUNDS,
  }
  const [ours, peer] = await inChild<readonly Figures[]>('handlers.ts', task, variables)
  if (!ours || !peer) throw new Error('a handler was not measured')
  console.log(headLine(`Handler of ${platform}, warm, n = ${ROUNDS}`))
  for (const [kind, what] of [
    ['fresh', `a new ${api}`],
    ['repeated', 'a repeat'],
  ] as const) {
    const spreads = [ours, peer].map((figures) => spreadOf(figures[kind])) as [Spread, Spread]
    const requests = (figures: Figures) => `${figures.requests[kind]} requests to DynamoDB`
    const ratio = (spreads[1].median / spreads[0].median).toFixed(2)
    console.log(spreadLine(`${what}, ours`, spreads[0], `${requests(ours)}, ${ratio} times as fast`))
    console.log(spreadLine(`${what}, Powertools idempotency`, spreads[1], requests(peer)))
  }
}

/** In a process of its own, whose environment is a function's and whose output, the functions' logs, nobody reads. */
async function inChild<Figures>(file: string, task: object, env: Variables): Promise<Figures> {
  const child = fork(join(import.meta.dirname, file), {
    env: { ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.send(task)
  const [figures] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])])
  if (figures === undefined) throw new Error(`${file} ended without a figure`)
  return figures
}

function printForgery({ secret, sender }: Keys): void {
  console.log(headLine('A forged request of 4 KB, CPU to the verdict'))
  for (const paths of [[], FURTHER_PATHS]) {
    const spread = spreadOf(measureForgery(secret, sender, paths, FORGERY_TIMES))
    console.log(spreadLine(`of ${paths.length + 1} signatures tried`, spread))
  }
}

/** Each to a path of its own, so that no answer serves another. */
async function printFlood(bundles: readonly Bundle[], stack: BenchStack): Promise<void> {
  const [contest] = contests
  const bundle = bundles.find(({ name }) => name === contest?.ours)
  if (!contest || !bundle) throw new Error('nothing takes notifications')
  const { sender } = stack.keysOf(contest.platform)
  const task: FloodTask = { bundle: bundle.file, sender, target: contest.target, forgeries: FLOOD }
  const { cpu, signatures } = await inChild<FloodFigures>('flood.ts', task, variablesOf(contest, stack))
  console.log(headLine(`A forgery in a flood of ${FLOOD} to as many paths, CPU`))
  console.log(spreadLine('answered and logged', spreadOf(cpu), `${signatures} signatures made`))
}

async function printDistances(): Promise<void> {
  console.log(headLine(`A claim of ${CLAIM_MS} ms and a call over https, n = ${DISTANCE_TIMES}`))
  for (const roundTrip of ROUND_TRIPS_MS) {
    const { after, meanwhile } = await measureDistance(roundTrip, CLAIM_MS, DISTANCE_TIMES)
    console.log(spreadLine(`${roundTrip} ms away, connected after the claim`, spreadOf(after)))
    console.log(spreadLine(`${roundTrip} ms away, connected meanwhile, ours`, spreadOf(meanwhile)))
  }
}
