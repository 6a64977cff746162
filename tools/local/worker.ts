import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'

/** From the environment to its thread. */
export interface Call {
  /** JSON, as Lambda hands it over. */
  readonly event: string
  readonly requestId: string
  /** Epoch milliseconds. */
  readonly deadline: number
}

/** What became of loading the bundle, and then of each call: the result as JSON, or the error. */
export type Word = Checked<string | undefined, string>

type Handler = (event: unknown, context: unknown) => unknown

try {
  const { handler } = (await import(pathToFileURL(workerData.bundle).href)) as { handler: Handler }
  parentPort?.on('message', async (call: Call) => say(await run(handler, call)))
  say(passed(undefined))
} catch (cause) {
  say(refused(describe(cause)))
}

function say(word: Word): void {
  parentPort?.postMessage(word)
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
