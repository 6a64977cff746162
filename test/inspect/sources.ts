import { onTestFinished } from 'vitest'
import { openInspector } from '../../tools/inspect/server.ts'
import type { InspectorActions, InspectorSource } from '../../tools/inspect/source.ts'
import type { CallRow } from '../../tools/inspect/view.ts'
import { PAGE } from './local-inspector.ts'

export function rowOf(id: string, changes: Partial<CallRow> = {}): CallRow {
  return {
    id,
    at: 1,
    platform: 'antom',
    api: 'notifyPayment',
    contract: 'notification',
    about: 'payment#1',
    end: 'accepted',
    look: 'good',
    status: 200,
    tookMs: 3,
    ...changes,
  }
}

/** A source of rows that the test makes, behind a real server that is gone with the test. */
export async function openWithRows(
  more: Partial<InspectorSource> & { readonly actions?: InspectorActions } = {},
) {
  const rows: CallRow[] = []
  const followers = new Set<(row: CallRow) => void>()
  const reported: string[] = []
  const source: InspectorSource = {
    place: { name: 'a test', canSend: false, faults: [] },
    rows: async () => rows.toReversed(),
    follow(onRow) {
      followers.add(onRow)
      return () => followers.delete(onRow)
    },
    detail: async () => undefined,
    history: async () => [],
    ...more,
  }
  const { url, close } = await openInspector({
    source,
    page: PAGE,
    port: 0,
    report: (line) => reported.push(line),
  })
  onTestFinished(close)
  return {
    url,
    reported,
    followers,
    add(row: CallRow): void {
      rows.push(row)
      for (const follower of followers) follower(row)
    },
  }
}
