import { parentPort, workerData } from 'node:worker_threads'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { PublicPaths } from '../../lib/protocol/request.ts'
import { diagnose } from '../doctor/diagnose.ts'
import type { Diagnosis } from '../doctor/diagnosis.ts'
import type { Exhibit } from '../doctor/exhibit.ts'
import { knownKeysFor } from '../doctor/known/known-of.ts'
import { localSecrets, pretendKeys } from '../doctor/known/local-keys.ts'
import { platforms } from '../doctor/known/platforms.ts'
import { keysOfSecret, type SecretKeys } from '../doctor/known/secret-keys.ts'
import { lineOf } from '../doctor/line-of.ts'
import { linesOf } from '../doctor/render/lines.ts'
import { foldedHeaders } from '../local/header-pairs.ts'
import type { AnsweredCall } from '../local/watcher.ts'
import { sayProblem } from './secrets.ts'

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
  /** A mistake of the doctor's own. */
  readonly failure?: string
}

const place: DoctorPlace = workerData

parentPort?.on('message', (job: DoctorJob) => parentPort?.postMessage(answer(job)))

/** A mistake of the doctor's must not be taken for one of the sender's. */
function answer(job: DoctorJob): DoctorWord {
  try {
    return { id: job.id, verdict: verdictOn(job) }
  } catch (cause) {
    return { id: job.id, verdict: undefined, failure: String(cause) }
  }
}

function verdictOn({ method, target, headers, body, at, lines }: DoctorJob): Verdict {
  const exhibit: Exhibit = {
    form: 'a call',
    method,
    target,
    headers: foldedHeaders(headers),
    body: Buffer.from(body),
    receivedAt: at,
  }
  const secrets = localSecrets(place.dir).flatMap(keysOfSecret)
  const platform = platforms.find(({ name }) => target.startsWith(`/${name}/`))?.name
  const unreadable = unreadableKeys(secrets, platform, exhibit.headers.get('client-id') ?? '')
  if (unreadable) return { line: unreadable, lines: lines ? [unreadable] : [] }
  const known = knownKeysFor(exhibit, { secrets, others: pretendKeys(place.dir), platform: undefined })
  const { publicPaths } = place
  const diagnosis = diagnose(exhibit, known, { publicPaths, ...(platform && { platform }) })
  const { receivedText } = diagnosis
  return {
    line: diagnosis.verdict === 'VALID' ? NOW_VALID : lineOf(diagnosis),
    lines: lines ? allLines(exhibit, diagnosis, lines === 'whole') : [],
    ...(receivedText && { text: Uint8Array.from(receivedText) }),
  }
}

function allLines(exhibit: Exhibit, diagnosis: Diagnosis, whole: boolean): readonly string[] {
  const { remarks } = diagnosis
  return linesOf({ exhibit, diagnosis, remarks, what: undefined }, { paint: (_, text) => text, whole })
}

/** What is wrong with the secret where it leaves no key to check with: whatever is wrong with the message comes after it. */
function unreadableKeys(
  secrets: readonly SecretKeys[],
  platform: PlatformName | undefined,
  clientId: string,
): string | undefined {
  const secret = secrets.find((one) => one.platform === platform)
  if (!secret || (secret.keys.length > 0 && secret.clients.get(clientId) !== 'unreadable')) return undefined
  const problems = secret.problems.slice(0, MAX_PROBLEMS).map(sayProblem)
  return problems.length > 0 ? problems.join('; ') : undefined
}

const MAX_PROBLEMS = 3
const NOW_VALID =
  'with the keys as they are now it holds: they were changed since, or just then; send it again'
