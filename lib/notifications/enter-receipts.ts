import { type DeliverParts, type Delivery, giveUp, isUndone, undone, waiting } from './delivery.ts'
import { type EntryNames, entryNamesOf, findEntry, lookupNamesOf, nameEntry } from './entry-names.ts'
import { eventOf, type NotificationEvent } from './event.ts'
import { nextEntry } from './next-entry.ts'
import type { Receipt, ReceiptKey } from './receipt.ts'
import type { LogEntry, SubjectLog } from './subject-log.ts'
import { type Understanding, understand } from './understand.ts'

/** A receipt that has its entry in its subject's log, with its event. */
export interface Entered {
  readonly key: ReceiptKey
  readonly event: NotificationEvent
  readonly receipt: Receipt
  readonly entry: LogEntry
}

/** A receipt as it was read, still to be entered. */
interface Reading {
  readonly key: ReceiptKey
  readonly receipt: Receipt
  readonly names: EntryNames
  readonly understanding: Understanding | undefined
}

/** Gives a receipt its entry: the one that it has, else a new one. Throws where the store fails or the time is over. */
type EnterLog = (reading: Pick<Reading, 'names' | 'understanding'>) => Promise<LogEntry>

/**
 * Enters the receipts of one subject into its log, in the order given. All are read first, so that the log is read once
 * for all of them. After one that must be tried again none is entered. Never rejects.
 */
export async function enterReceipts(
  keys: readonly ReceiptKey[],
  parts: DeliverParts,
): Promise<readonly (Entered | Delivery)[]> {
  const read = await Promise.all(
    keys.map((key) => readOne(key, parts).catch((cause: unknown) => undone(key, cause))),
  )
  const readings = read.filter((one) => 'receipt' in one)
  const enter = logWriter(keys[0]?.subjectKey ?? '', readings, parts.log)
  const entered: (Entered | Delivery)[] = []
  let stopped: Delivery | undefined
  for (const one of read) {
    const next =
      'outcome' in one ? one : stopped ? waiting(one.key, stopped.outcome) : await enterOne(one, enter)
    if ('outcome' in next && isUndone(next)) stopped ??= next
    entered.push(next)
  }
  return entered
}

async function readOne(key: ReceiptKey, parts: DeliverParts): Promise<Reading | Delivery> {
  const receipt = await parts.receipts.read(key)
  if (!receipt || receipt.erased) return { key, outcome: 'gone' }
  const apis = parts.apisOf(receipt.platform)
  const understood = understand(receipt, apis)
  if (!understood.ok) return giveUp(key, understood.refusal, parts)
  return { key, receipt, names: entryNamesOf(receipt, apis), understanding: understood.value }
}

async function enterOne(reading: Reading, enter: EnterLog): Promise<Entered | Delivery> {
  const { key, receipt, understanding } = reading
  try {
    const entry = await enter(reading)
    return { key, event: eventOf(receipt, entry, understanding), receipt, entry }
  } catch (cause) {
    return undone(key, cause)
  }
}

/** What is known of a log. Entries never change, so that nothing known becomes untrue. */
interface View {
  readonly entries: readonly LogEntry[]
  /** The last when it was read; the next is appended behind it and nowhere else. */
  readonly last: LogEntry | undefined
}

/** Enters the readings of one subject, one at a time. The log is read once, and again where others append too. */
function logWriter(
  subjectKey: string,
  readings: readonly Pick<Reading, 'names'>[],
  log: SubjectLog,
): EnterLog {
  let view: View | undefined

  /** Afterwards every entry up to the last that matters to the readings is known. */
  async function look(): Promise<View> {
    const latest = await log.latest(subjectKey)
    const { entries = [], last } = view ?? {}
    const reachesBack = (latest[0]?.sequence ?? 1) <= (last?.sequence ?? 0) + 1
    const known = [...entries, ...latest]
    const unsure = reachesBack ? [] : readings.filter(({ names }) => !hasEntry(known, names.receiptId))
    const lookups = unsure.flatMap(({ names }) => lookupNamesOf(names))
    const found = unsure.length > 0 ? await log.find(subjectKey, lookups) : []
    return { entries: [...known, ...found], last: latest.at(-1) }
  }

  return async ({ names, understanding }) => {
    for (;;) {
      view ??= await look()
      const own = findEntry(names, view.entries)
      if (own) return own
      const entry = nextEntry(view.last, nameEntry(names, view.entries), understanding)
      const { receiptKey, receiptId } = names
      const lookups = entry.key === receiptKey ? [entry.key] : [entry.key, receiptId]
      if (await log.append(subjectKey, entry, lookups)) {
        view = { entries: [...view.entries, entry], last: entry }
        return entry
      }
      view = await look()
    }
  }
}

function hasEntry(entries: readonly LogEntry[], receiptId: string): boolean {
  return entries.some((entry) => entry.receiptId === receiptId)
}
