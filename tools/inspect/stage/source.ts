import { setTimeout as wait } from 'node:timers/promises'
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { InspectorSource } from '../source.ts'
import type { CallDetail, CallRow } from '../view.ts'
import { createStageCalls } from './calls.ts'
import { detailOf, type Reading } from './detail.ts'
import { historyOf } from './history.ts'
import { type FollowedLog, followLogs } from './log-tail.ts'

export interface StageSource extends InspectorSource {
  close(): Promise<void>
}

interface StageOptions extends Reading {
  readonly stage: string
  readonly logs: CloudWatchLogsClient
  readonly groups: readonly FollowedLog[]
  /** From when on lines are read, epoch milliseconds. */
  readonly since: number
  /** Takes a line about what cannot be read. */
  report(line: string): void
  /** Resolves after so many milliseconds, rejects once the signal is aborted. */
  pause?(ms: number, signal: AbortSignal): Promise<unknown>
}

/** The calls of a stage, from its logs and its tables: read alone, what is secret in them masked, always. */
export function openStageSource(options: StageOptions): StageSource {
  const { stage, logs, groups, since, report, clock } = options
  const followers = new Set<(row: CallRow) => void>()
  const calls = createStageCalls((row) => {
    for (const follower of followers) follower(row)
  })
  const explain = (cause: unknown): string => {
    const line = options.explain(cause)
    report(line)
    return line
  }
  const reading: Reading = { ...options, explain }
  const troubles = new Map<string, string>()

  /** A row, so that whoever looks at the page sees why no call comes. */
  function onTrouble(group: string, cause: unknown): void {
    const line = cause === undefined ? undefined : options.explain(cause)
    if (line === troubles.get(group)) return
    if (line === undefined) troubles.delete(group)
    else troubles.set(group, line)
    report(`${group}: ${line ?? 'it is read again'}`)
    calls.put(logRow(group, clock(), line))
  }

  const stopFollowing = followLogs({
    client: logs,
    groups,
    since,
    onLine: calls.take,
    onTrouble,
    wait: options.pause ?? ((ms, signal) => wait(ms, undefined, { signal })),
  })

  return {
    place: { name: stage, canSend: false, faults: [] },
    rows: async () => calls.rows(),
    follow(onRow) {
      followers.add(onRow)
      return () => followers.delete(onRow)
    },
    // What is masked stays so, whatever is asked for.
    async detail(id) {
      const call = calls.get(id)
      if (call) return detailOf(call, reading)
      const row = calls.row(id)
      return row && bareDetail(row)
    },
    history: (subject) => historyOf(subject, calls, reading),
    close: stopFollowing,
  }
}

const LOG = 'log of '

function logRow(group: string, at: number, line: string | undefined): CallRow {
  return {
    id: `${LOG}${group}`,
    at,
    platform: '-',
    api: '-',
    contract: undefined,
    about: `${LOG}${group}`,
    end: line === undefined ? 'readable' : 'unreadable',
    look: line === undefined ? 'faint' : 'bad',
    status: 0,
    tookMs: 0,
    ...(line !== undefined && { why: line }),
  }
}

function bareDetail(row: CallRow): CallDetail {
  const request = { method: '', target: '', headers: [], body: { bytes: 0, note: 'no message is on record' } }
  return { row, request, steps: [], events: [] }
}
