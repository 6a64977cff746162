import { parentPort, workerData } from 'node:worker_threads'
import type { PublicPaths } from '../../lib/protocol/request.ts'
import { diagnose } from '../doctor/diagnose.ts'
import type { Diagnosis } from '../doctor/diagnosis.ts'
import type { Exhibit } from '../doctor/exhibit.ts'
import { knownKeysFor } from '../doctor/known/known-of.ts'
import { localSecrets, pretendKeys } from '../doctor/known/local-keys.ts'
import { platforms } from '../doctor/known/platforms.ts'
import { keysOfSecret } from '../doctor/known/secret-keys.ts'
import { lineOf } from '../doctor/line-of.ts'
import { linesOf } from '../doctor/render/lines.ts'
import type { AnsweredCall } from '../local/watcher.ts'

/** Where the doctor finds what it needs to know; the files are read for each diagnosis. */
export interface DoctorPlace {
  /** The folder of the local stack: its secrets, and the keys of the pretend Alipay. */
  readonly dir: string
  readonly publicPaths: PublicPaths
}

export interface DoctorJob extends Pick<AnsweredCall, 'method' | 'target' | 'headers' | 'at'> {
  readonly id: number
  readonly body: Uint8Array
  /** Asks for all lines; whole ones hold what is secret. */
  readonly lines?: 'masked' | 'whole'
}

/** What the doctor says of a call. */
export interface Verdict {
  /** In one line. */
  readonly line: string
  /** In all of them, where they were asked for. */
  readonly lines: readonly string[]
  /** What the receiver checks the signature over; undefined where a part of it is missing. */
  readonly text?: Uint8Array
}

export interface DoctorWord {
  readonly id: number
  /** Undefined where it came to none. */
  readonly verdict: Verdict | undefined
}

const place: DoctorPlace = workerData

parentPort?.on('message', (job: DoctorJob) => {
  parentPort?.postMessage({ id: job.id, verdict: verdictOn(job) } satisfies DoctorWord)
})

/** Never throws: a mistake of the doctor's must not be taken for one of the sender's. */
function verdictOn({ method, target, headers, body, at, lines }: DoctorJob): Verdict | undefined {
  try {
    const exhibit: Exhibit = {
      form: 'a call',
      method,
      target,
      headers: folded(headers),
      body: Buffer.from(body),
      receivedAt: at,
    }
    const secrets = localSecrets(place.dir).flatMap(keysOfSecret)
    const known = knownKeysFor(exhibit, { secrets, others: pretendKeys(place.dir), platform: undefined })
    const platform = platforms.find(({ name }) => target.startsWith(`/${name}/`))?.name
    const { publicPaths } = place
    const diagnosis = diagnose(exhibit, known, { publicPaths, ...(platform && { platform }) })
    const { receivedText } = diagnosis
    return {
      line: diagnosis.verdict === 'VALID' ? NOW_VALID : lineOf(diagnosis),
      lines: lines ? allLines(exhibit, diagnosis, lines === 'whole') : [],
      ...(receivedText && { text: Uint8Array.from(receivedText) }),
    }
  } catch {
    return undefined
  }
}

function allLines(exhibit: Exhibit, diagnosis: Diagnosis, whole: boolean): readonly string[] {
  const { remarks } = diagnosis
  return linesOf({ exhibit, diagnosis, remarks, what: undefined }, { paint: (_, text) => text, whole })
}

const NOW_VALID =
  'with the keys as they are now it holds: they were changed since, or just then; send it again'

/** As the gateway hands them to a function. */
function folded(headers: DoctorJob['headers']): ReadonlyMap<string, string> {
  const byName = new Map<string, string>()
  for (const [spelling, value] of headers) {
    const name = spelling.toLowerCase()
    const before = byName.get(name)
    byName.set(name, before === undefined ? value : `${before},${value}`)
  }
  return byName
}
