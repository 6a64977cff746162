import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { refused } from '../../lib/protocol/checked.ts'
import type { Variables } from '../declared/functions.ts'
import type { Trace } from './outgoing.ts'
import type { Call, OutOfTime, Report, WorkerData } from './worker.ts'

/** Lambda's own limit for the init phase. */
const INIT_MS = 10_000
/** For a thread to say what it did until its time-out: one that computes says nothing. */
const LAST_WORD_MS = 200

export interface EnvironmentOptions {
  /** The file of the bundle, which exports `handler`. */
  readonly bundle: string
  readonly variables: Variables
  readonly timeoutMs: number
  /** Whether each result comes with what the function did for it. */
  readonly traced?: boolean
  /** Takes each line that the function prints. */
  print(line: string): void
}

/** `failed`: it threw, did not load, died or ran out of time. */
export type InvocationResult = (
  | { readonly outcome: 'returned'; readonly result: unknown }
  | { readonly outcome: 'failed'; readonly error: string }
) & {
  /** Of what was traced, and did not die; of what ran out of time until then. */
  readonly trace?: Trace
}

/** An execution environment: a thread with its own modules and variables, for one invocation at a time. */
export interface LambdaEnvironment {
  /** Never rejects. */
  invoke(event: unknown, requestId: string): Promise<InvocationResult>
  /** False once it did not load, died or was stopped at its time-out: it must be replaced, as Lambda does. */
  readonly isUsable: boolean
  terminate(): Promise<void>
}

export function startEnvironment(options: EnvironmentOptions): LambdaEnvironment {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { bundle: options.bundle, traced: options.traced === true } satisfies WorkerData,
    env: { ...options.variables },
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  for (const input of [worker.stdout, worker.stderr]) createInterface({ input }).on('line', options.print)

  let ended: Report | undefined
  let settle: (report: Report) => void = () => undefined
  worker.on('message', (report: Report) => settle(report))
  worker.on('error', (cause) => end(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)))
  worker.on('exit', (code) => end(`the environment exited with code ${code}`))

  function end(error: string, trace?: Trace): Promise<unknown> {
    ended ??= { word: refused(error), ...(trace && { trace }) }
    settle(ended)
    return worker.terminate()
  }

  /** What it returns from now on comes too late; what it did is asked for. */
  function timeOut(error: string): void {
    const settleCall = settle
    settle = ({ trace }) => {
      settle = settleCall
      void end(error, trace)
    }
    worker.postMessage('out of time' satisfies OutOfTime)
    setTimeout(() => end(error), LAST_WORD_MS).unref()
  }

  function nextReport(withinMs: number): Promise<Report> {
    const { promise, resolve } = Promise.withResolvers<Report>()
    settle = resolve
    const error = `timed out after ${withinMs / 1000} s`
    const timer = setTimeout(() => (options.traced ? timeOut(error) : end(error)), withinMs)
    return promise.finally(() => clearTimeout(timer))
  }

  function call(event: unknown, requestId: string): Promise<Report> {
    const deadline = Date.now() + options.timeoutMs
    worker.postMessage({ event: JSON.stringify(event), requestId, deadline } satisfies Call)
    return nextReport(options.timeoutMs)
  }

  const loaded = nextReport(INIT_MS)

  return {
    async invoke(event, requestId) {
      const loading = await loaded
      if (!loading.word.ok) void end(loading.word.refusal)
      const { word, ...did } = loading.word.ok ? (ended ?? (await call(event, requestId))) : loading
      if (!word.ok) return { outcome: 'failed', error: word.refusal, ...did }
      return { outcome: 'returned', result: JSON.parse(word.value ?? 'null'), ...did }
    },
    get isUsable() {
      return ended === undefined
    },
    async terminate() {
      await end('the environment was terminated')
    },
  }
}
