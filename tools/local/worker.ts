import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import { type Trace, watchOutgoing } from './outgoing.ts'

/** From the environment to its thread. */
export interface Call {
  /** JSON, as Lambda hands it over. */
  readonly event: string
  readonly requestId: string
  /** Epoch milliseconds. */
  readonly deadline: number
}

/** From the environment to its thread, which is ended next: asks what the call did until now. */
export type OutOfTime = 'out of time'

/** What became of loading the bundle, and then of each call: the result as JSON, or the error. */
export type Word = Checked<string | undefined, string>

/** What the thread is made with. */
export interface WorkerData {
  /** The file of the bundle. */
  readonly bundle: string
  /** Whether it says what each call did. */
  readonly traced: boolean
}

/** From the thread to its environment. */
export interface Report {
  readonly word: Word
  /** Of a call, where it is asked for. */
  readonly trace?: Trace
}

type Handler = (event: unknown, context: unknown) => unknown

const { bundle, traced }: WorkerData = workerData
const takeOutgoing = traced ? watchOutgoing() : undefined
let begunAt = 0

try {
  const { handler } = (await import(pathToFileURL(bundle).href)) as { handler: Handler }
  parentPort?.on('message', async (message: Call | OutOfTime) => {
    say(message === 'out of time' ? lastReport(message) : await report(handler, message))
  })
  say({ word: passed(undefined) })
} catch (cause) {
  say({ word: refused(describe(cause)) })
}

function say(report: Report): void {
  parentPort?.postMessage(report)
}

async function report(handler: Handler, call: Call): Promise<Report> {
  if (!takeOutgoing) return { word: await run(handler, call) }
  // What was sent between two calls is nobody's.
  takeOutgoing()
  begunAt = Date.now()
  const word = await run(handler, call)
  return { word, trace: { begunAt, endedAt: Date.now(), outgoing: takeOutgoing() } }
}

function lastReport(why: OutOfTime): Report {
  return { word: refused(why), trace: { begunAt, endedAt: Date.now(), outgoing: takeOutgoing?.() ?? [] } }
}

async function run(handler: Handler, { event, requestId, deadline }: Call): Promise<Word> {
  try {
    return passed(JSON.stringify(await handler(JSON.parse(event), contextOf(requestId, deadline))))
  } catch (cause) {
    return refused(describe(cause))
  }
}

function contextOf(requestId: string, deadline: number) {
  const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION}:000000000000:function:${functionName}`,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  }
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? `${cause.name}: ${cause.message}`) : String(cause)
}
