import { receiptKeyOf } from '../../lib/notifications/keys.ts'
import { nextEntry } from '../../lib/notifications/next-entry.ts'
import { recognise } from '../../lib/notifications/recognise.ts'
import type { LogEntry } from '../../lib/notifications/subject-log.ts'
import { understand } from '../../lib/notifications/understand.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { receipt } from './receipt.ts'
import { verifiedRequest } from './verified-request.ts'

/** A message as its row reads it: where its receipt stands, and what it says. */
export function messageOf(platform: PlatformName, body: Buffer, uri = '/notify') {
  const recognition = recognise(verifiedRequest(body, { uri }), notificationsOf(platform))
  if (recognition.kind !== 'recognised') throw new Error(JSON.stringify(recognition))
  const { naming } = recognition
  const stored = receipt({ ...receiptKeyOf(platform, 'CLIENT_1', naming), platform, api: naming.api, body })
  const understood = understand(stored, notificationsOf(platform))
  if (!understood.ok || !understood.value) throw new Error('not understood')
  return { ...naming, receipt: stored, understanding: understood.value }
}

/** What messages about one subject do to its log, one after the other: `changed to SUCCESS`, `stale at SUCCESS`. */
export function stepsOf(platform: PlatformName, bodies: readonly Buffer[]): string[] {
  const log: LogEntry[] = []
  for (const body of bodies) {
    const { receipt, understanding } = messageOf(platform, body)
    const fact = { ...receipt, key: receipt.receiptKey, digest: '' }
    log.push(nextEntry(log.at(-1), fact, understanding))
  }
  return log.map((entry) => {
    if (entry.changed) return `changed to ${entry.after}`
    return `${entry.stale ? 'stale' : entry.conflicting ? 'conflicting' : 'unchanged'} at ${entry.after}`
  })
}
