import { textAt } from '../content/fields.ts'
import { readJsonObject } from '../content/json.ts'
import { contentOf, type Receipt } from '../notifications/receipt.ts'
import type { LogEntry } from '../notifications/subject-log.ts'
import type { PlatformName } from '../protocol/platform.ts'
import { type Announcement, isAskable } from './announcement.ts'
import type { InquiryApi } from './inquiry-api.ts'
import type { WakeUps } from './ports.ts'
import { pauseBefore } from './schedule.ts'

/** The answer must be later than what it settles, and some platforms write times in whole seconds. */
const CONTRADICTION_DELAY_MS = 2_000

/**
 * Announces what a receipt left open: a contradiction, and a state that is not final where a notification reports it. An
 * answer that is not final came from a watch, which goes on by itself. Throws where the queue fails.
 */
export function announcer(
  inquiryFor: (platform: PlatformName, api: string) => InquiryApi | undefined,
  wakeUps: WakeUps,
) {
  return async (receipt: Receipt, entry: LogEntry): Promise<void> => {
    const row = inquiryFor(receipt.platform, receipt.api)
    const announcement = row && announcementOf(receipt, row)
    if (!announcement) return
    if (entry.unsettled === entry.sequence) {
      await wakeUps.send({ ...announcement, contradiction: entry.sequence }, CONTRADICTION_DELAY_MS)
    } else if (receipt.askedAfter === undefined && !row.finals.includes(entry.after ?? '')) {
      await wakeUps.send(announcement, pauseBefore(row.schedules.online, 0))
    }
  }
}

/** Undefined where the message does not say what the question needs, or in a way that no question could. */
export function announcementOf(receipt: Receipt, row: InquiryApi): Announcement | undefined {
  const content = readJsonObject(contentOf(receipt))
  if (!content.ok) return undefined
  const said = [row.subject[1], ...row.alsoAsks].map((field) => textAt(content.value, field))
  const [id, ...values] = said.filter((text) => text !== undefined && isAskable(text))
  if (id === undefined || values.length < row.alsoAsks.length) return undefined
  const { platform, clientId } = receipt
  const fields = Object.fromEntries(row.alsoAsks.map((field, index) => [field, values[index] ?? '']))
  return {
    platform,
    clientId,
    kind: row.kind,
    id,
    ...(row.alsoAsks.length > 0 && { fields }),
    byItself: true,
  }
}
