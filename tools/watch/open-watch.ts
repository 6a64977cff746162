import { readSettings } from '../../lib/settings/settings.ts'
import type { LocalFiles } from '../local/local-files.ts'
import type { Watcher } from '../local/watcher.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type Doctor, startDoctor } from './doctor.ts'
import { openRecording } from './recording.ts'
import { createSecretsReader } from './secrets.ts'
import { createWatch, type Watch } from './watch.ts'
import type { Writer } from './writer.ts'

/** The settings of the stack. */
type Environment = Readonly<Record<string, string | undefined>>

interface WatchOptions {
  readonly paint: Terminal['paint']
  readonly writer: Writer
  /** How wide the screen is at the moment; undefined where there is none. */
  columns(): number | undefined
  /** Shows no call: only what is wrong with a secret. */
  readonly quiet: boolean
  /** A file that takes every call. */
  readonly record?: string | undefined
  readonly doctor: Doctor
}

/** What shows, records and explains the calls of a stack. */
export interface OpenWatch extends Watcher {
  /** Says what the secrets hold; later it says so by itself, of what a function reads anew. */
  reportSecrets(): void
  /** The next call with this Signature is not shown: whoever sent it shows it. */
  leaveOut(signature: string): void
  /** Shows what still waits, and lets the terminal and the recording have it. */
  close(): Promise<void>
}

/** Several functions read a changed secret at the same time. */
const SETTLED_MS = 100

/** Opens what sees the calls of the stack that keeps these files. Throws a problem where they cannot be recorded. */
export function openWatch(files: LocalFiles, options: WatchOptions): OpenWatch {
  const { writer, quiet, record } = options
  const recording = record === undefined ? undefined : openRecording(record, writer.note)
  const watch = quiet ? undefined : openCalls(options)
  const reportSecrets = secretsReporter(files, options)
  let reporting: NodeJS.Timeout | undefined
  return {
    ...(watch && { logged: watch.logged, showsCalls: true }),
    answered(call) {
      watch?.answered(call)
      recording?.add(call)
    },
    secretRead() {
      clearTimeout(reporting)
      reporting = setTimeout(reportSecrets, SETTLED_MS).unref()
    },
    reportSecrets,
    leaveOut: (signature) => watch?.leaveOut(signature),
    async close() {
      watch?.flush()
      await Promise.all([recording?.close(), writer.drained()])
    },
  }
}

function openCalls({ paint, columns, writer, doctor }: WatchOptions): Watch {
  return createWatch({ writer, paper: { columns, paint }, doctor, clock: Date.now })
}

/** Starts the doctor of the stack that keeps these files. Throws the problem of a setting that is wrong. */
export function openDoctor({ dir }: Pick<LocalFiles, 'dir'>, env: Environment): Doctor {
  const settings = readSettings(['PUBLIC_PATHS', 'PUBLIC_PATH_PREFIX'], env)
  if (!settings.ok) throw problem(settings.refusal)
  const { PUBLIC_PATHS: paths, PUBLIC_PATH_PREFIX: prefix } = settings.value
  return startDoctor({ dir, publicPaths: { paths, prefix } })
}

function secretsReporter({ dir, secrets }: LocalFiles, { paint, writer, quiet }: WatchOptions): () => void {
  const reader = createSecretsReader(dir, paint)
  let heading = `Keys in ${secrets}, each with its version and the beginning of its SHA-256:`
  return () => {
    try {
      const { lines, problems } = reader.readChanged()
      if (quiet) for (const line of problems) writer.note(line)
      else if (lines.length > 0) writer.print([heading, ...lines].join('\n'))
      heading = 'Read anew:'
    } catch (cause) {
      writer.note(`the secrets cannot be read: ${cause instanceof Error ? cause.message : cause}`)
    }
  }
}
