import { clientKey } from '../content/naming.ts'
import type { KeyRing } from '../protocol/keys.ts'
import { type AnnouncementRefusal, type QueueMessage, type ReadWake, readWake } from './announcement.ts'
import { followWatch, type StepEnd } from './follow-watch.ts'
import { subjectOf } from './standing.ts'
import type { TendParts } from './tend-parts.ts'

/** What became of one message of the queue. */
export type Tended = Refused | Followed

interface Refused extends Partial<About> {
  readonly outcome: 'refused'
  readonly reason: AnnouncementRefusal
}

/** `off`: nobody announced it, and its client has no gateway. */
interface Followed extends Omit<StepEnd, 'outcome'>, About {
  readonly outcome: StepEnd['outcome'] | 'off'
}

/** What a message that made sense is about. */
interface About {
  readonly platform: string
  readonly api: string
  readonly clientId: string
  readonly subject: string
}

/**
 * Tends one message of the queue: an announcement, or the wake-up of a watch. Asks Alipay at most once. May be repeated,
 * run in parallel, be cut off anywhere, and be given messages late, twice and in any order. What can never be acted on is
 * kept for a person. Throws where a store, the queue or the keys fail: then the message must come again.
 */
export async function tend(message: QueueMessage, parts: TendParts): Promise<Tended> {
  const read = readWake(message, parts)
  if (!read.ok) return refuse(message, read.refusal, parts)
  const { wake, row } = read.value
  const { id, fields = {}, clientId, platform } = wake
  const name = subjectOf(row, id)
  const about = { platform, api: row.name, clientId, subject: name }
  const asking = await askingClientOf(read.value)
  if (typeof asking === 'string') {
    return { ...about, ...(wake.byItself ? { outcome: 'off' } : await refuse(message, asking, parts)) }
  }
  const object = { row, id, fields, asking, subject: name, key: clientKey(platform, clientId, name) }
  return { ...about, ...(await followWatch(wake, object, parts)) }
}

async function refuse(
  { body }: QueueMessage,
  reason: AnnouncementRefusal,
  { refused }: TendParts,
): Promise<Refused> {
  await refused.send(body, reason)
  return { outcome: 'refused', reason }
}

/** What a partner announces is looked for in newer keys too: the client, or its gateway, may just have been added. */
async function askingClientOf({ wake, asked: { platform, keys } }: ReadWake) {
  const held = await keys.current()
  const found = findClient(held, wake.clientId)
  const newer = typeof found === 'string' && !wake.byItself ? await keys.newerThan(held) : undefined
  const client = newer ? findClient(newer, wake.clientId) : found
  return typeof client === 'string' ? client : { ...client, platform, keys }
}

/** Throws where the keys could not be read: they may be later. */
function findClient(ring: KeyRing, clientId: string) {
  const client = ring.client(clientId)
  if (client === 'unreadable' || ring.size === 0) throw new Error('the keys of the client cannot be read')
  if (!client) return 'unknown-client'
  const { gateway } = client
  return gateway === undefined ? 'no-gateway' : { ring, client, gateway }
}
