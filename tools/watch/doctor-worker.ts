import { parentPort } from 'node:worker_threads'
import type { PublicPaths } from '../../lib/protocol/request.ts'
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

parentPort?.on('message', ({ id }: DoctorJob) =>
  parentPort?.postMessage({ id, line: undefined } satisfies DoctorWord),
)
