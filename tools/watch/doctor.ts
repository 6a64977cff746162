import { hash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { AnsweredCall } from '../local/watcher.ts'
import type { DoctorJob, DoctorPlace, DoctorWord, Verdict } from './doctor-worker.ts'

/** Says why a call was refused. */
export interface Doctor {
  /**
   * The verdict in one line; undefined where there is none in time, or too many wait. Never rejects. What is the same to
   * the last byte and comes again within two seconds is diagnosed once.
   */
  ask(call: AnsweredCall): Promise<string | undefined>
  /** The whole verdict; undefined as above. */
  explain(call: AnsweredCall, lines: 'masked' | 'whole'): Promise<Verdict | undefined>
  close(): Promise<void>
}

/**
 * A cause that is known is found in some milliseconds, and that none fits in half a second. A line that waits longer comes
 * too late for whoever looks at the screen.
 */
const ANSWER_MS = 10_000
const MAX_WAITING = 64
const MAX_WAITING_BYTES = 16_777_216
const KEPT_MS = 2_000
const MAX_KEPT = 256

interface Waiting {
  readonly job: DoctorJob
  resolve(verdict: Verdict | undefined): void
}

/** Starts the doctor in a thread of its own: it takes nothing from whoever answers. Where it fails itself is reported in a line. */
export function startDoctor(place: DoctorPlace, report: (line: string) => void): Doctor {
  const worker = new Worker(new URL('./doctor-worker.ts', import.meta.url), {
    workerData: place,
    execArgv: [],
  })
  /** In the order in which they came; the worker has one of them at a time, and none that nobody waits for any more. */
  const waiting = new Map<number, Waiting>()
  const kept = new Map<string, Promise<string | undefined>>()
  let jobs = 0
  let waitingBytes = 0
  let isBusy = false
  let hasEnded = false

  function settle(id: number, verdict: Verdict | undefined): void {
    const one = waiting.get(id)
    if (!one) return
    waiting.delete(id)
    waitingBytes -= one.job.body.length
    one.resolve(verdict)
  }
  function goOn(): void {
    const [next] = waiting.values()
    isBusy = next !== undefined
    if (next) worker.postMessage(next.job)
  }
  function end(): void {
    hasEnded = true
    for (const id of waiting.keys()) settle(id, undefined)
  }
  worker.on('message', ({ id, verdict, failure }: DoctorWord) => {
    if (failure) report(`the doctor could not say why a call was refused: ${failure}`)
    settle(id, verdict)
    goOn()
  })
  worker.on('exit', end)
  worker.on('error', (cause) => report(`the doctor has ended, start again to have it back: ${String(cause)}`))
  worker.unref()

  async function diagnose(
    { method, target, headers, body, at }: AnsweredCall,
    lines?: DoctorJob['lines'],
  ): Promise<Verdict | undefined> {
    if (!body || hasEnded || waiting.size >= MAX_WAITING) return undefined
    if (waitingBytes + body.length > MAX_WAITING_BYTES) return undefined
    const id = ++jobs
    const { promise, resolve } = Promise.withResolvers<Verdict | undefined>()
    waiting.set(id, { job: { id, method, target, headers, body, at, ...(lines && { lines }) }, resolve })
    waitingBytes += body.length
    if (!isBusy) goOn()
    const timer = setTimeout(() => settle(id, undefined), ANSWER_MS)
    return promise.finally(() => clearTimeout(timer))
  }

  return {
    ask(call) {
      const name = digestOf(call)
      const known = kept.get(name)
      if (known) return known
      const line = diagnose(call).then((verdict) => verdict?.line)
      if (kept.size < MAX_KEPT) {
        kept.set(name, line)
        void line.then(() => setTimeout(() => kept.delete(name), KEPT_MS).unref())
      }
      return line
    },
    explain: diagnose,
    async close() {
      await worker.terminate()
    },
  }
}

/** The same for what is the same to the last byte. */
export function digestOf({ method, target, headers, body = Buffer.alloc(0) }: AnsweredCall): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${JSON.stringify([method, target, headers])}\n`), body]))
}
