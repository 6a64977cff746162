import { clientKey } from '../../lib/content/naming.ts'
import { platforms } from '../doctor/known/platforms.ts'
import type { LogEntry } from '../local/watcher.ts'
import { ends } from '../watch/ends.ts'
import type { SeenCall } from '../watch/see-call.ts'
import { factsOf } from './shown.ts'
import type { CallRow, Facts } from './view.ts'

/** Of what a row says of a stranger's. */
const MAX_CHARACTERS = 1_000

/** A call, by what its line says of it, as the list shows it. */
export function rowOf(id: string, seen: SeenCall, entry: LogEntry | undefined, status: number): CallRow {
  const { contract } = entry ?? {}
  return {
    id,
    at: seen.at,
    platform: seen.platform,
    api: cut(seen.api),
    contract: contract === 'notification' || contract === 'command' ? contract : undefined,
    about: cut(seen.about),
    end: seen.end,
    look: ends[seen.end].look,
    status,
    tookMs: seen.tookMs,
    ...(seen.why !== undefined && { why: cut(seen.why) }),
    ...(seen.advice !== undefined && { advice: cut(seen.advice) }),
  }
}

export function cut(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text
}

/** Of a line, or an event. The key of the subject's partition, or of the operation's item; undefined where nothing was proved to be about one. */
export function subjectOf({ platform, clientId, subject, operation }: LogEntry): string | undefined {
  const known = platforms.find(({ name }) => name === platform)
  const name = subject ?? operation
  if (!known || typeof clientId !== 'string' || typeof name !== 'string') return undefined
  return clientKey(known.name, clientId, name)
}

/** The columns of every line are left out. */
export function lineFacts({ level: _, service: __, sampling_rate: ___, ...entry }: LogEntry): Facts {
  return factsOf(entry)
}
