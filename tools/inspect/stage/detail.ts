import type { PlatformName } from '../../../lib/protocol/platform.ts'
import type { SecretKeys } from '../../doctor/known/secret-keys.ts'
import type { Judging } from '../../operate/refused/connections.ts'
import type { RefusedTable } from '../../operate/refused/kept-refusals.ts'
import { journalFacts, readOperation, readSubject, type Tables } from '../held.ts'
import { lineFacts } from '../row.ts'
import type { CallDetail } from '../view.ts'
import type { StageCall } from './calls.ts'
import { readKept, verdictOn } from './kept-refusal.ts'
import { receiptDetail } from './receipt-of.ts'
import { shownBody, shownHeaders } from './shown-body.ts'
import { stepsOf } from './steps.ts'

/** What a call's detail is read with. */
export interface Reading {
  readonly tables: Tables
  readonly kept: RefusedTable & Judging
  /** The keys that the platform's secret has now. */
  keysOf(platform: PlatformName): Promise<readonly SecretKeys[]>
  /** An error in one line that says what to do. */
  explain(cause: unknown): string
  clock(): number
}

type Part = Partial<CallDetail>

/** Everything that is kept of a call, read now. What cannot be read is a line where it would stand. */
export async function detailOf(call: StageCall, reading: Reading): Promise<CallDetail> {
  const { row, entry, subject } = call
  const part = await partOf(call, reading)
  return {
    row,
    request: requestOf(call),
    steps: stepsOf(call, []),
    events: [],
    line: lineFacts(entry),
    ...part,
    ...(subject !== undefined && { subject }),
  }
}

/** All that a line says of the message itself. */
function requestOf({ entry }: StageCall): CallDetail['request'] {
  const note = 'only its size is in the log'
  return {
    method: 'POST',
    target: String(entry.path ?? ''),
    headers: [],
    body: { bytes: Number(entry.bytes) || 0, note },
  }
}

async function partOf(call: StageCall, reading: Reading): Promise<Part> {
  const { row, entry, subject } = call
  if (typeof entry.kept === 'string') return keptPart(entry.kept, reading)
  if (subject === undefined) return {}
  return row.contract === 'command'
    ? journalPart(call, subject, reading)
    : receiptPart(call, subject, reading)
}

async function receiptPart(call: StageCall, subject: string, { tables, explain }: Reading): Promise<Part> {
  try {
    return receiptDetail(await readSubject(tables, subject), call) ?? {}
  } catch (cause) {
    return { receipt: [['cannot be read', explain(cause)]] }
  }
}

async function journalPart(
  call: StageCall,
  subject: string,
  { tables, explain, clock }: Reading,
): Promise<Part> {
  try {
    const records = await readOperation(tables, subject)
    if (records.length === 0) return {}
    return { steps: stepsOf(call, records), journal: journalFacts(records, clock()) }
  } catch (cause) {
    return { journal: [['cannot be read', explain(cause)]] }
  }
}

async function keptPart(id: string, reading: Reading): Promise<Part> {
  const { kept: connections, explain } = reading
  try {
    const kept = await readKept(connections, id)
    if (!kept) return { verdict: ['it is not kept any longer'] }
    const { path, query, headers, body } = kept
    return {
      request: {
        method: 'POST',
        // A query may hold secrets of the partner's own.
        target: query === '' ? path : `${path}?…`,
        headers: shownHeaders(Object.entries(headers)),
        body: shownBody(body),
      },
      verdict: await reading
        .keysOf(kept.platform)
        .then((keys) => verdictOn(kept, connections, keys))
        .catch((cause: unknown) => [`no verdict without the keys: ${explain(cause)}`]),
    }
  } catch (cause) {
    return { verdict: [explain(cause)] }
  }
}
