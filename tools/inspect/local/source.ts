import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { faults } from '../../alipay/faults.ts'
import { localAccess } from '../../dynamodb/local-access.ts'
import type { LocalFiles } from '../../local/local-files.ts'
import type { PublishedEvent, Watcher } from '../../local/watcher.ts'
import type { Doctor } from '../../watch/doctor.ts'
import { operationHistory, readOperation, readSubject, subjectHistory, type Tables } from '../held.ts'
import type { InspectorSource } from '../source.ts'
import type { CallRow, HistoryEntry, Place } from '../view.ts'
import { localActions } from './actions.ts'
import { createCalls } from './calls.ts'
import { createDeliveries } from './deliveries.ts'
import { detailOf, isFrom } from './detail.ts'

export interface LocalSource extends InspectorSource {
  /** Sees what happens in the stack. */
  readonly watcher: Required<Pick<Watcher, 'answered' | 'logged' | 'ran' | 'published'>>
  close(): void
}

interface LocalOptions {
  readonly doctor: Doctor
  /** Epoch milliseconds. */
  clock?(): number
  readonly limits?: { readonly rows: number; readonly bytes: number }
}

/** How long whoever sent a call waits until its row is there: a function's line comes by another way than its answer. */
const HELD_MS = 4_000
const LOOK_MS = 20

const place: Place = {
  name: 'this machine',
  canSend: true,
  faults: faults.map(({ name, what }) => ({ name, what })),
}

/** The calls of the stack that keeps these files: held in memory, gone with it. */
export function openLocalSource(
  files: Pick<LocalFiles, 'environment' | 'senders'>,
  { doctor, clock = Date.now, limits }: LocalOptions,
): LocalSource {
  const followers = new Set<(row: CallRow) => void>()
  const calls = createCalls({
    doctor,
    clock,
    onRow: (row) => {
      for (const follower of followers) follower(row)
    },
    ...(limits && { limits }),
  })
  const deliveries = createDeliveries(clock)
  const tables = tablesOf(files)

  /** Whoever looks at the call may look again. */
  function touchCallOf({ detail }: PublishedEvent): void {
    const { platform, clientId, subject, receivedAt } = detail as Readonly<Record<string, unknown>>
    const cameAt = Date.parse(String(receivedAt))
    for (const { id, at, tookMs } of calls.aboutNamed({ platform, clientId, subject })) {
      if (at <= cameAt && cameAt <= at + tookMs) calls.touch(id)
    }
  }

  async function heldUntil(id: string): Promise<void> {
    const until = clock() + HELD_MS
    while (!calls.get(id) && clock() < until) await wait(LOOK_MS)
  }

  return {
    place,
    rows: async () => calls.rows(),
    follow(onRow) {
      followers.add(onRow)
      return () => followers.delete(onRow)
    },
    async detail(id, options) {
      const held = calls.get(id)
      return held && detailOf(held, options, { doctor, deliveries, tables: tables.open, clock })
    },
    async history(subject) {
      const [about, records] = await Promise.all([
        readSubject(tables.open(), subject),
        readOperation(tables.open(), subject),
      ])
      const rows = calls.about(subject)
      const facts = rows.flatMap(({ id }) => calls.get(id)?.facts ?? [])
      const entries = [
        ...subjectHistory(
          about,
          (receipt) => facts.find(({ call }) => isFrom(receipt, call))?.call.requestId,
        ),
        ...operationHistory(records, (id) => calls.get(id) !== undefined),
      ]
      return withCalls(entries, rows)
    },
    actions: localActions({
      senders: files.senders,
      call: (id) => calls.get(id)?.facts?.call,
      held: heldUntil,
    }),
    watcher: {
      answered: calls.answered,
      logged(entry) {
        calls.logged(entry)
        deliveries.logged(entry)
      },
      ran(run) {
        if (run.functionName === 'deliver-receipts') deliveries.ran(run)
        else calls.ran(run)
      },
      published(event) {
        deliveries.published(event)
        touchCallOf(event)
      },
    },
    close() {
      calls.flush()
      tables.close()
    },
  }
}

/** Each call that left nothing of its own, such as a repeat, among what is kept. */
function withCalls(entries: readonly HistoryEntry[], rows: readonly CallRow[]): readonly HistoryEntry[] {
  const linked = new Set(entries.map(({ call }) => call))
  const others = rows
    .filter(({ id }) => !linked.has(id))
    .map(({ id, at, api, end }) => ({ at, what: api, note: end, call: id }))
  return [...entries, ...others].sort((one, other) => one.at - other.at)
}

/** Opened when they are first needed: the stack makes them after it has made what watches it. */
function tablesOf({ environment }: Pick<LocalFiles, 'environment'>) {
  let tables: Tables | undefined
  return {
    open(): Tables {
      tables ??= openTables(JSON.parse(readFileSync(environment, 'utf8')))
      return tables
    },
    close: () => tables?.client.destroy(),
  }
}

function openTables(variables: Readonly<Record<string, string>>): Tables {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '', RECEIPTS_TABLE = '', JOURNAL_TABLE = '' } = variables
  const client = new DynamoDBClient({ endpoint, region: localAccess.region, credentials: localAccess })
  return { client, receipts: RECEIPTS_TABLE, journal: JOURNAL_TABLE }
}
