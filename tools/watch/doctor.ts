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

/** A diagnosis takes half a second at most on a machine that has nothing else to do. */
const ANSWER_MS = 3_000
const MAX_WAITING = 8
const KEPT_MS = 2_000
const MAX_KEPT = 256

/** Starts the doctor in a thread of its own: it takes nothing from whoever answers. */
export function startDoctor(place: DoctorPlace): Doctor {
  const worker = new Worker(new URL('./doctor-worker.ts', import.meta.url), {
    workerData: place,
    execArgv: [],
  })
  const waiting = new Map<number, (verdict: Verdict | undefined) => void>()
  const kept = new Map<string, Promise<string | undefined>>()
  let jobs = 0

  function settle(id: number, verdict: Verdict | undefined): void {
    waiting.get(id)?.(verdict)
    waiting.delete(id)
  }
  function giveUp(): void {
    for (const id of waiting.keys()) settle(id, undefined)
  }
  worker.on('message', ({ id, verdict }: DoctorWord) => settle(id, verdict))
  worker.on('error', giveUp).on('exit', giveUp)
  worker.unref()

  async function diagnose(
    { method, target, headers, body, at }: AnsweredCall,
    lines?: DoctorJob['lines'],
  ): Promise<Verdict | undefined> {
    if (!body || waiting.size >= MAX_WAITING) return undefined
    const id = ++jobs
    const { promise, resolve } = Promise.withResolvers<Verdict | undefined>()
    waiting.set(id, resolve)
    worker.postMessage({ id, method, target, headers, body, at, ...(lines && { lines }) } satisfies DoctorJob)
    const timer = setTimeout(() => resolve(undefined), ANSWER_MS)
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

function digestOf({ method, target, headers, body = Buffer.alloc(0) }: AnsweredCall): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${JSON.stringify([method, target, headers])}\n`), body]))
}
