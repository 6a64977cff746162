import { receiptKeyOf } from '../../../lib/notifications/name-message.ts'
import { nextEntry } from '../../../lib/notifications/next-entry.ts'
import type { NotificationApi } from '../../../lib/notifications/notification-api.ts'
import type { Receipt } from '../../../lib/notifications/receipt.ts'
import { recognise } from '../../../lib/notifications/recognise.ts'
import type { LogEntry } from '../../../lib/notifications/subject-log.ts'
import { type Understanding, understand } from '../../../lib/notifications/understand.ts'
import { notificationsOf } from '../../../lib/platforms/notifications.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { completed } from './message-variants.ts'
import { receipt } from './receipt.ts'
import { verifiedRequest } from './verified-request.ts'

/** A message as its row reads it: where its receipt stands, and what it says. */
export function messageOf(platform: PlatformName, body: Buffer, uri = '/notify') {
  const recognition = recognise(verifiedRequest(body, { uri }), notificationsOf(platform), [])
  if (recognition.kind !== 'recognised') throw new Error(JSON.stringify(recognition))
  const { naming } = recognition
  const stored = receipt({ ...receiptKeyOf(platform, 'CLIENT_1', naming), platform, api: naming.api, body })
  const understood = understand(stored, notificationsOf(platform))
  if (!understood.ok || !understood.value) throw new Error('not understood')
  return { ...naming, receipt: stored, understanding: understood.value }
}

/** The fields of a message of this row that never leave its receipt: those that the row names, and documented credentials. */
export function secretsOf(platform: PlatformName, api: NotificationApi, body: Buffer): readonly string[] {
  const whole = completed(JSON.parse(body.toString()), api)
  const { redacted } = messageOf(platform, Buffer.from(JSON.stringify(whole))).understanding
  return [...new Set([...(api.secretFields ?? []), ...redacted])]
}

/** The entry of a receipt that is the first of its key. */
export function entryAfter(
  last: LogEntry | undefined,
  receipt: Receipt,
  understanding: Understanding | undefined,
): LogEntry {
  return nextEntry(last, { ...receipt, key: receipt.receiptKey, digest: '' }, understanding)
}

/** What messages about one subject do to its log, one after the other: `changed to SUCCESS`, `stale at SUCCESS`. */
export function stepsOf(platform: PlatformName, bodies: readonly Buffer[]): string[] {
  const log: LogEntry[] = []
  for (const body of bodies) {
    const { receipt, understanding } = messageOf(platform, body)
    log.push(entryAfter(log.at(-1), receipt, understanding))
  }
  return log.map((entry) => {
    if (entry.changed) return `changed to ${entry.after}`
    return `${entry.stale ? 'stale' : entry.conflicting ? 'conflicting' : 'unchanged'} at ${entry.after}`
  })
}
