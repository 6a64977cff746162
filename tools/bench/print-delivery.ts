import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { declaredFunctions } from '../declared/functions.ts'
import { functionVariables } from '../local/variables.ts'
import type { DeliveryFigures, DeliveryTask } from './delivery.ts'
import { LATENCY_MS } from './slow-aws.ts'
import { headLine, spreadLine, spreadOf } from './spread.ts'

const NAME = 'deliver-receipts'
/** What a function of 1,769 MB has is one core: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const CORE_MB = 1_769
const here = import.meta.dirname

/** How fast the stream is delivered, where each request takes as long as it does within a region. */
export async function printDelivery(file: string): Promise<void> {
  const declared = declaredFunctions({}).find(({ name }) => name === NAME)
  if (!declared) throw new Error(`serverless.yml does not declare ${NAME}`)
  const { batchSize, parallelizationFactor } = streamOf(join(here, '../../serverless.yml'))
  const aws = fork(join(here, 'slow-aws.ts'))
  try {
    const url = await firstWord<string>(aws)
    const env = functionVariables(declared, { dynamoDB: url, standIns: url })
    const child = fork(join(here, 'delivery.ts'), {
      env: { ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const task: DeliveryTask = { file, batch: batchSize, rounds: 60, warmUpRounds: 20 }
    child.send(task)
    const { wall, cpu } = await firstWord<DeliveryFigures>(child)
    const share = declared.memoryMB / CORE_MB
    // The time that nobody computes stays as it is; the rest takes longer by what of the core is not ours.
    const inLambda = wall.map((all, round) => all + (cpu[round] ?? 0) * (1 / share - 1))
    const aSecond = (times: readonly number[]) => Math.round((batchSize * 1_000) / spreadOf(times).median)
    const { DynamoDB, EventBridge } = LATENCY_MS
    console.log(headLine(`${batchSize} receipts delivered; a request ${DynamoDB} and ${EventBridge} ms`))
    console.log(spreadLine('on a core', spreadOf(wall), `${aSecond(wall)} a second`))
    console.log(spreadLine('of which CPU', spreadOf(cpu)))
    const [one, shard] = [aSecond(inLambda), aSecond(inLambda) * parallelizationFactor]
    const note = `${one} a second, ${shard} a second and shard (${parallelizationFactor} batches at once)`
    console.log(spreadLine(`on ${share.toFixed(2)} of a core, computed`, spreadOf(inLambda), note))
  } finally {
    aws.disconnect()
  }
}

function streamOf(declaration: string): {
  readonly batchSize: number
  readonly parallelizationFactor: number
} {
  const { functions } = parse(readFileSync(declaration, 'utf8'), { merge: true, logLevel: 'error' })
  return functions[NAME].events[0].stream
}

async function firstWord<Word>(child: ChildProcess): Promise<Word> {
  const [word] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])])
  if (word === undefined) throw new Error('a process of the measurement ended')
  return word
}
