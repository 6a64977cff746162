import { entryOf, type Fact, nameEntry, namesOf } from './fact.ts'
import { nextEntry } from './next-entry.ts'
import type { LogEntry, SubjectLog } from './subject-log.ts'
import type { Understanding } from './understand.ts'

/** What is known of one subject's log. Entries never change, so that nothing known becomes untrue. */
interface View {
  readonly entries: readonly LogEntry[]
  /** The last when it was read; the next is appended behind it and nowhere else. */
  readonly last: LogEntry | undefined
}

/** Gives a fact its entry: the one that stands, else a new one. Throws where the store fails or the time is over. */
export type EnterLog = (fact: Fact, understanding: Understanding | undefined) => Promise<LogEntry>

/** Enters the facts given, of one subject, one after the other; the log is read once, and again where others append too. */
export function logOf(subjectKey: string, facts: readonly Fact[], log: SubjectLog): EnterLog {
  let view: View | undefined

  /** Afterwards every entry up to the last that matters to the facts is known. */
  async function look(): Promise<View> {
    const latest = await log.latest(subjectKey)
    const { entries = [], last } = view ?? {}
    const reachesBack = (latest[0]?.sequence ?? 1) <= (last?.sequence ?? 0) + 1
    const known = [...entries, ...latest]
    const unsure = reachesBack ? [] : facts.filter(({ receiptId }) => !has(known, receiptId))
    const found = unsure.length > 0 ? await log.find(subjectKey, unsure.flatMap(namesOf)) : []
    return { entries: [...known, ...found], last: latest.at(-1) }
  }

  return async (fact, understanding) => {
    for (;;) {
      view ??= await look()
      const held = entryOf(fact, view.entries)
      if (held) return held
      const entry = nextEntry(view.last, nameEntry(fact, view.entries), understanding)
      const names = entry.key === fact.receiptKey ? [entry.key] : [entry.key, fact.receiptId]
      if (await log.append(subjectKey, entry, names)) {
        view = { entries: [...view.entries, entry], last: entry }
        return entry
      }
      view = await look()
    }
  }
}

function has(entries: readonly LogEntry[], receiptId: string): boolean {
  return entries.some((entry) => entry.receiptId === receiptId)
}
