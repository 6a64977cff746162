import { operationHistory, readOperation, readSubject, subjectHistory, withCalls } from '../held.ts'
import type { HistoryEntry } from '../view.ts'
import type { StageCall, StageCalls } from './calls.ts'
import type { Reading } from './detail.ts'
import { isFrom } from './receipt-of.ts'

/** How the subject, or the operation, came to where it stands. What cannot be read is an entry that says why. */
export async function historyOf(
  subject: string,
  calls: StageCalls,
  reading: Reading,
): Promise<readonly HistoryEntry[]> {
  const held = calls.about(subject)
  const parts = sourcesOf(held[0]).map(async (source) => {
    try {
      return await read[source](subject, held, reading)
    } catch (cause) {
      return [{ at: reading.clock(), what: `the ${source} cannot be read`, note: reading.explain(cause) }]
    }
  })
  return withCalls(
    (await Promise.all(parts)).flat(),
    held.map(({ row }) => row),
  )
}

/** A name alone does not say of what it is; a call does, and asks for no more permissions than it needs. */
function sourcesOf(call: StageCall | undefined): readonly (keyof typeof read)[] {
  if (!call) return ['receipts', 'journal']
  return [call.row.contract === 'command' ? 'journal' : 'receipts']
}

const read = {
  async receipts(subject: string, held: readonly StageCall[], { tables }: Reading) {
    const about = await readSubject(tables, subject)
    return subjectHistory(about, (receipt) => held.find((call) => isFrom(receipt, call))?.row.id)
  },
  async journal(subject: string, held: readonly StageCall[], { tables }: Reading) {
    const records = await readOperation(tables, subject)
    return operationHistory(records, (id) => held.some(({ row }) => row.id === id))
  },
}
