import type { InquiryApi } from '../../../lib/inquiries/inquiry-api.ts'
import type { Tended } from '../../../lib/inquiries/tend.ts'
import { unresolved } from '../../../lib/inquiries/unresolved.ts'
import type { Watch } from '../../../lib/inquiries/watch.ts'
import type { Receipt } from '../../../lib/notifications/receipt.ts'
import type { LogEntry } from '../../../lib/notifications/subject-log.ts'
import { readRequestTime } from '../../../lib/protocol/request-time.ts'
import type { memoryInbox } from '../memory/memory-inbox.ts'
import type { memoryLog } from '../memory/memory-log.ts'
import { paymentKey } from '../memory/tend-parts.ts'

interface Seen {
  readonly log: ReturnType<typeof memoryLog>
  readonly inbox: ReturnType<typeof memoryInbox>
  readonly clock: () => number
  readonly row: InquiryApi
}

/** The clocks of functions differ by so much. */
const SKEW_MS = 5_000

/** What must hold of one payment, whatever happens; said in other words than the engine's. */
export function askOracle({ log, inbox, clock, row }: Seen) {
  const wrongs: string[] = []
  const stepsAsked = new Set<number>()
  const promised: number[] = []
  const ended = new Set<string>()
  let questions = 0
  let isAnnounced = false

  const receiptOf = ({ receiptId }: LogEntry): Receipt | undefined =>
    inbox.receipts().find((receipt) => receipt.receiptId === receiptId)

  /** When the message of an entry was sent, as far as it says so. */
  function sentAt(entry: LogEntry): number {
    const { proof } = receiptOf(entry) ?? {}
    return readRequestTime(proof?.['request-time'] ?? proof?.['response-time'] ?? '')?.epochMs ?? 0
  }

  /** The same, of which nobody says that it was sent after it came. */
  function saidAt(entry: LogEntry): number {
    return Math.min(sentAt(entry), receiptOf(entry)?.receivedAt ?? 0)
  }

  /** Two finals are one too many, until an answer to a question that was asked after both says which. */
  function wrongsOfLog(): string[] {
    const entries = log.entries(paymentKey)
    return entries.flatMap((entry, index) => {
      if (entry.settles === undefined) return []
      const receipt = receiptOf(entry)
      const asked = receipt?.askedAfter ?? -1
      const older = entries.slice(0, asked)
      const newest = Math.max(0, ...older.map(saidAt))
      const between = entries.slice(asked, index).filter((each) => each.unsettled === each.sequence)
      return [
        ...(asked < entry.settles ? [`entry ${index + 1} settles what came after its question`] : []),
        ...(between.length > 0 ? [`entry ${index + 1} settles over a newer contradiction`] : []),
        ...(sentAt(entry) < newest ? [`entry ${index + 1}: an old answer undoes what is newer`] : []),
      ]
    })
  }

  function wrongsOfFinals(): string[] {
    const entries = log.entries(paymentKey)
    const finals = entries.filter(({ changed, after }) => changed && row.finals.includes(after ?? ''))
    const again = finals.slice(1).filter(({ settles, before, after }) => {
      const moves = row.state.moves[before ?? ''] ?? []
      return settles === undefined && !moves.includes(after ?? '')
    })
    return again.map(({ sequence }) => `entry ${sequence} is a second final change`)
  }

  return {
    announced() {
      isAnnounced = true
    },
    asked(watch: Watch | undefined) {
      questions++
      const step = watch?.step ?? -1
      if (stepsAsked.has(step)) wrongs.push(`step ${step} was asked about twice`)
      stepsAsked.add(step)
    },
    /** An announcement that is done with: it is asked until then. */
    tended(message: string, tended: Tended) {
      const { step, until } = JSON.parse(message)
      const isFollowed = tended.outcome === 'joined' || tended.outcome === 'waiting'
      if (step === undefined && until !== undefined && isFollowed) promised.push(until)
    },
    written(watch: Watch) {
      if (watch.ended) ended.add(`${watch.until}#${watch.ended}`)
      if (watch.ended !== 'until') return
      const broken = promised.filter((until) => until > watch.until && until > clock() + SKEW_MS)
      if (broken.length > 0) wrongs.push('a watch ended before its time')
    },
    put({ api, identity }: Receipt) {
      if (api === unresolved.name && !ended.has(identity))
        wrongs.push('a watch is unresolved that is not over')
    },
    wrong(what: string) {
      wrongs.push(what)
    },
    questions: () => questions,
    wrongs: () => wrongs,

    /** What is wrong when nothing is left to do. */
    ends(): string[] {
      const entries = log.entries(paymentKey)
      const last = entries.at(-1)
      const isSettled = last?.unsettled === undefined && row.finals.includes(last?.after ?? '')
      const given = inbox.receipts().filter(({ api }) => api === unresolved.name)
      const isGivenUp = given.some(({ askedAfter = 0 }) => askedAfter >= (last?.unsettled ?? 0))
      const isWatched = isAnnounced || entries.length > 0
      return [
        ...wrongs,
        ...wrongsOfLog(),
        ...wrongsOfFinals(),
        ...(isWatched && !isSettled && !isGivenUp ? ['nobody asks any more, and nothing is known'] : []),
        ...(entries.length === inbox.receipts().length ? [] : ['a receipt has no entry']),
      ]
    },
  }
}
