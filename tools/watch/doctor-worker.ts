import { parentPort, workerData } from 'node:worker_threads'
import type { PublicPaths } from '../../lib/protocol/request.ts'
import { diagnose } from '../doctor/diagnose.ts'
import type { Exhibit } from '../doctor/exhibit.ts'
import { knownKeysFor } from '../doctor/known/known-of.ts'
import { localSecrets, pretendKeys } from '../doctor/known/local-keys.ts'
import { platforms } from '../doctor/known/platforms.ts'
import { keysOfSecret } from '../doctor/known/secret-keys.ts'
import { lineOf } from '../doctor/line-of.ts'
import { foldedHeaders } from '../local/header-pairs.ts'
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
}

export interface DoctorWord {
  readonly id: number
  /** The verdict in one line; undefined where it came to none. */
  readonly line: string | undefined
}

const place: DoctorPlace = workerData

parentPort?.on('message', (job: DoctorJob) => {
  parentPort?.postMessage({ id: job.id, line: verdictOn(job) } satisfies DoctorWord)
})

/** Never throws: a mistake of the doctor's must not be taken for one of the sender's. */
function verdictOn({ method, target, headers, body, at }: DoctorJob): string | undefined {
  try {
    const exhibit: Exhibit = {
      form: 'a call',
      method,
      target,
      headers: foldedHeaders(headers),
      body: Buffer.from(body),
      receivedAt: at,
    }
    const secrets = localSecrets(place.dir).flatMap(keysOfSecret)
    const known = knownKeysFor(exhibit, { secrets, others: pretendKeys(place.dir), platform: undefined })
    const platform = platforms.find(({ name }) => target.startsWith(`/${name}/`))?.name
    const { publicPaths } = place
    const diagnosis = diagnose(exhibit, known, { publicPaths, ...(platform && { platform }) })
    return diagnosis.verdict === 'VALID' ? NOW_VALID : lineOf(diagnosis)
  } catch {
    return undefined
  }
}

const NOW_VALID =
  'with the keys as they are now it holds: they were changed since, or just then; send it again'
