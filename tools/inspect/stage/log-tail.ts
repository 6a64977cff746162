import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'

/** A line of a log group. */
export interface LogLine {
  /** When it was logged, epoch milliseconds. */
  readonly at: number
  readonly text: string
}

export interface FollowedLog {
  /** The log group. */
  readonly name: string
  /** Which of its lines: a filter pattern of CloudWatch's. */
  readonly filterPattern: string
}

export interface TailParts {
  readonly client: CloudWatchLogsClient
  readonly groups: readonly FollowedLog[]
  /** Epoch milliseconds. */
  readonly since: number
  /** Takes each line once. */
  onLine(line: LogLine): void
  /** Why the group cannot be read just now; undefined once it can be again. */
  onTrouble(group: string, cause: unknown): void
  /** Resolves after so many milliseconds, rejects once the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>
}

const POLL_MS = 2_000
/** Where nothing at all can be read: credentials that have expired come back by a person's hand. */
const TROUBLED_MS = 10_000
const MAX_BACKOFF_MS = 30_000

/** A line may appear later than its time says. Within the first it is seen at the next look, within the second at every 30th. */
const LATE_MS = 20_000
const VERY_LATE_MS = 300_000
const FAR_EVERY = 30

interface GroupReader {
  readonly group: string
  readonly filterPattern: string
  /** The newest of all that was seen when the group was last read to the end; undefined before. */
  latest: number | undefined
  /** From when on the next look reads, and the next far one. Epoch milliseconds. */
  from: number
  farFrom: number
  /** Looks since the last far one. */
  looks: number
  /** When each was logged, by the event's id: of those that may come again. */
  readonly seen: Map<string, number>
  isTroubled: boolean
}

/**
 * Follows the log groups, one after the other, because AWS counts the calls of the whole account: each line is handed over
 * once, however late it appears (five minutes at most), however many pages there are, and however often AWS asks to slow
 * down. Returns what ends it.
 */
export function followLogs(parts: TailParts): () => Promise<void> {
  const ended = new AbortController()
  const readers = parts.groups.map((group) => newReader(group, parts.since))
  const running = run(readers, parts, ended.signal)
  return async () => {
    ended.abort()
    await running
  }
}

function newReader({ name, filterPattern }: FollowedLog, since: number): GroupReader {
  return {
    group: name,
    filterPattern,
    latest: undefined,
    from: since,
    farFrom: since,
    looks: FAR_EVERY,
    seen: new Map(),
    isTroubled: false,
  }
}

async function run(readers: readonly GroupReader[], parts: TailParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const reader of readers) await look(reader, parts, signal)
    const isTroubled = readers.every((reader) => reader.isTroubled)
    await parts.wait(isTroubled ? TROUBLED_MS : POLL_MS, signal).catch(() => undefined)
  }
}

/** Reads what is new; never rejects. What failed is read again by the next look, from where the last whole one ended. */
async function look(reader: GroupReader, parts: TailParts, signal: AbortSignal): Promise<void> {
  try {
    await readRound(reader, parts, signal)
    say(reader, parts, undefined)
  } catch (cause) {
    if (!signal.aborted) say(reader, parts, cause)
  }
}

function say(reader: GroupReader, { onTrouble }: TailParts, cause: unknown): void {
  const isTroubled = cause !== undefined
  if (isTroubled || reader.isTroubled) onTrouble(reader.group, cause)
  reader.isTroubled = isTroubled
}

async function readRound(reader: GroupReader, parts: TailParts, signal: AbortSignal): Promise<void> {
  const { group, seen } = reader
  const isFar = reader.looks >= FAR_EVERY
  const startTime = isFar ? reader.farFrom : reader.from
  let newest = reader.latest
  let nextToken: string | undefined
  do {
    const page = await readPage(reader, { logGroupName: group, startTime, nextToken }, parts, signal)
    for (const { eventId = '', timestamp = 0, message = '' } of page.events ?? []) {
      newest = Math.max(newest ?? timestamp, timestamp)
      if (seen.has(eventId)) continue
      seen.set(eventId, timestamp)
      parts.onLine({ at: timestamp, text: message })
    }
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  advance(reader, parts.since, newest, isFar)
}

/**
 * What appeared behind the page that was just read is older than the newest line that was known when the reading began: from
 * there the next look goes back. Nothing was known when the first began, so that it goes back far.
 */
function advance(reader: GroupReader, since: number, newest: number | undefined, isFar: boolean): void {
  const { latest: known, seen } = reader
  const base = known ?? newest
  reader.latest = newest
  reader.looks = isFar ? 0 : reader.looks + 1
  if (base === undefined) return
  reader.from = Math.max(since, base - (known === undefined ? VERY_LATE_MS : LATE_MS))
  if (isFar) reader.farFrom = Math.max(since, base - VERY_LATE_MS)
  for (const [id, at] of seen) if (at < reader.farFrom) seen.delete(id)
}

interface Page {
  readonly logGroupName: string
  readonly startTime: number
  readonly nextToken: string | undefined
}

/** Waits for as long as AWS asks to slow down: the same page is asked for again, so that none is begun anew. */
async function readPage(reader: GroupReader, page: Page, parts: TailParts, signal: AbortSignal) {
  for (let backoffMs = POLL_MS; ; backoffMs = Math.min(2 * backoffMs, MAX_BACKOFF_MS)) {
    try {
      const command = new FilterLogEventsCommand({ ...page, filterPattern: reader.filterPattern })
      return await parts.client.send(command, { abortSignal: signal })
    } catch (cause) {
      if (!isThrottling(cause)) throw cause
      say(reader, parts, cause)
      await parts.wait(backoffMs, signal)
    }
  }
}

function isThrottling(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    /^(Throttling|TooManyRequests|LimitExceeded|ServiceUnavailable)/.test(cause.name)
  )
}
