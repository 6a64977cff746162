import { onTestFinished } from 'vitest'
import { buildPage } from '../../../tools/inspect/page/build.ts'
import { type Inspector, openInspector } from '../../../tools/inspect/server.ts'
import type { InspectorSource } from '../../../tools/inspect/source.ts'
import type { CallDetail, CallRow, HistoryEntry, Sample, SendRequest } from '../../../tools/inspect/view.ts'
import { problem } from '../../../tools/terminal/problem.ts'
import { rowOf } from './row-of.ts'

export interface RowsSource extends InspectorSource {
  add(...rows: readonly CallRow[]): void
  readonly sent: (SendRequest | string)[]
}

interface Options {
  readonly rows?: readonly CallRow[]
  readonly canSend?: boolean
  readonly samples?: readonly Sample[]
  readonly history?: readonly HistoryEntry[]
  detail?(row: CallRow): Partial<CallDetail>
}

export const paySample: Sample = {
  platform: 'wallet',
  api: 'pay',
  kind: 'command',
  body: '{"paymentRequestId":"order-1","paymentAmount":{"currency":"USD","value":"1.50"}}',
}

/** The port of the inspector over rows that a test chooses. */
export function rowsSource({ rows: first = [], canSend = true, ...options }: Options = {}): RowsSource {
  const rows = [...first]
  const followers = new Set<(row: CallRow) => void>()
  const sent: (SendRequest | string)[] = []
  const faults = [{ name: 'altered-body', what: 'one byte of the body is another' }]

  function add(...added: readonly CallRow[]): void {
    for (const row of added) {
      rows.unshift(row)
      for (const follower of followers) follower(row)
    }
  }

  function came(request: SendRequest | string): { id: string } {
    sent.push(request)
    const row = rowOf(900_000 + sent.length, { about: `payment#sent-${sent.length}` })
    add(row)
    return { id: row.id }
  }

  return {
    place: { name: canSend ? 'this machine' : 'prod', canSend, faults: canSend ? faults : [] },
    add,
    sent,
    rows: async () => rows,
    follow(onRow) {
      followers.add(onRow)
      return () => followers.delete(onRow)
    },
    async detail(id) {
      const row = rows.find((each) => each.id === id)
      return row && { ...detailOf(row), ...options.detail?.(row) }
    },
    history: async () => options.history ?? [],
    ...(canSend && {
      actions: {
        samples: () => options.samples ?? [paySample],
        async send(request) {
          if (request.body === 'refuse me') throw problem('the body must be JSON')
          return came(request)
        },
        again: async (id) => came(id),
      },
    }),
  }
}

function detailOf(row: CallRow): CallDetail {
  const text = paySample.body
  const body = { bytes: text.length, text }
  const headers = [
    ['Client-Id', 'SANDBOX_5YEZ'],
    ['Signature', 'algorithm=RSA256, keyVersion=1, signature=cGhvdG8%3D'],
  ] as const
  return {
    row,
    request: { method: 'POST', target: `/${row.platform}/${row.api}`, headers, body },
    signedText: `POST /${row.platform}/${row.api}\nSANDBOX_5YEZ.2026-11-21T09:05:03Z.${text}`,
    steps: [
      { what: 'it arrived', at: row.at },
      { what: 'the signature was checked', at: row.at + 1, tookMs: 2 },
      { what: 'the backend was asked', at: row.at + 4, tookMs: 9, detail: 'POST /payments' },
      { what: 'answered', at: row.at + 14 },
    ],
    answer: { status: row.status, headers, body },
    line: [['disposition', row.end]],
    receipt: [['state', 'SUCCESS']],
    state: { before: undefined, after: 'SUCCESS' },
    events: [text],
    subject: row.about,
    ...(row.look === 'bad' && {
      verdict: ['the body was changed after it was signed', '  compare the bytes'],
    }),
  }
}

let built: ReturnType<typeof buildPage> | undefined

/** The real server over that source, with the page as it is built; it goes with the test. */
export async function serve(source: InspectorSource, port = 0): Promise<Inspector> {
  built ??= buildPage()
  const inspector = await openInspector({
    source,
    page: await built,
    port,
    report: (line) => {
      throw new Error(line)
    },
  })
  onTestFinished(() => inspector.close())
  return inspector
}
