import { fork } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { measureForgery } from './bench/forgery.ts'
import type { Figures, Task } from './bench/handlers.ts'
import { measureInit } from './bench/init.ts'
import { openPlace, PEER_TABLE } from './bench/place.ts'
import { headLine, type Spread, spreadLine, spreadOf } from './bench/spread.ts'
import { type Bundle, buildFunctions } from './build.ts'
import { declaredFunctions, type Variables } from './local/functions.ts'
import { functionVariables } from './local/variables.ts'

const INIT_TIMES = 21
const ROUNDS = 600
const WARM_UP_ROUNDS = 200
const FORGERY_TIMES = 60
/** With the request's own path, as many as a request is verified against. */
const FURTHER_PATHS = ['/1', '/2', '/3', '/4', '/5']

const place = await openPlace()
try {
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores; milliseconds, interleaved in one run`,
  )
  const bundles = await build()
  printBytes(bundles)
  await printInit(bundles)
  await printHandlers(bundles)
  printForgery()
} finally {
  await place.close()
}

/** Our functions, and what they are measured against, built the same way. */
async function build(): Promise<readonly Bundle[]> {
  const ours = await buildFunctions({ outdir: join(place.dir, 'ours') })
  const functions = join(import.meta.dirname, 'bench/functions')
  const others = await buildFunctions({ outdir: join(place.dir, 'others'), functions })
  return [...ours.filter(({ name }) => name.endsWith('-notifications')), ...others]
}

function variables(): Variables {
  const declared = declaredFunctions({}).find(({ name }) => name === 'antom-notifications')
  if (!declared) throw new Error('serverless.yml does not declare antom-notifications')
  const { clients } = JSON.parse(place.secret)
  return {
    ...functionVariables(declared, place.endpoints),
    PEER_TABLE,
    PEER_PRIVATE_KEY: clients[place.sender.clientId].signing[0].key,
    ALIPAY_PUBLIC_KEY: createPublicKey(place.sender.privateKey)
      .export({ type: 'spki', format: 'pem' })
      .toString(),
  }
}

function printBytes(bundles: readonly Bundle[]): void {
  console.log('\nBundle, bytes')
  for (const { name, bytes } of bundles) console.log(`  ${name.padEnd(38)}${String(bytes).padStart(10)}`)
}

async function printInit(bundles: readonly Bundle[]): Promise<void> {
  const figures = await measureInit(bundles, variables(), INIT_TIMES)
  const bare = spreadOf(figures.get('bare') ?? [])
  console.log(headLine(`Init: import in a fresh process, n = ${INIT_TIMES}`))
  for (const [name, values] of figures) {
    const spread = spreadOf(values)
    console.log(spreadLine(name, spread, `${(spread.median - bare.median).toFixed(1)} over bare`))
  }
}

async function printHandlers(bundles: readonly Bundle[]): Promise<void> {
  const fileOf = (wanted: string) => bundles.find(({ name }) => name === wanted)?.file ?? ''
  const files = { ours: fileOf('antom-notifications'), peer: fileOf('peer') }
  const task: Task = { bundles: files, sender: place.sender, rounds: ROUNDS, warmUpRounds: WARM_UP_ROUNDS }
  const [ours, peer] = await measureHandlers(task)
  if (!ours || !peer) throw new Error('a handler was not measured')
  console.log(headLine(`Handler of antom, warm, n = ${ROUNDS}`))
  for (const [kind, what] of [
    ['fresh', 'a new notification'],
    ['repeated', 'a repeat'],
  ] as const) {
    const spreads = [ours, peer].map((figures) => spreadOf(figures[kind])) as [Spread, Spread]
    const requests = (figures: Figures) => `${figures.requests[kind]} requests to DynamoDB`
    console.log(spreadLine(`${what}, ours`, spreads[0], requests(ours)))
    console.log(spreadLine(`${what}, Powertools idempotency`, spreads[1], requests(peer)))
    console.log(
      `  ${'times as fast at the median'.padEnd(48)}${(spreads[1].median / spreads[0].median).toFixed(2).padStart(10)}`,
    )
  }
}

/** In a process of its own, whose environment is a function's and whose output, the functions' logs, nobody reads. */
async function measureHandlers(task: Task): Promise<readonly Figures[]> {
  const child = fork(join(import.meta.dirname, 'bench/handlers.ts'), {
    env: { ...variables() },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.send(task)
  const [figures] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [[]])])
  return figures
}

function printForgery(): void {
  console.log(headLine('A forged request of 4 KB, CPU to the verdict'))
  for (const paths of [[], FURTHER_PATHS]) {
    const spread = spreadOf(measureForgery(place.secret, place.sender, paths, FORGERY_TIMES))
    console.log(spreadLine(`of ${paths.length + 1} signatures tried`, spread))
  }
}
