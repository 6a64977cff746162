import type { Checked } from '../protocol/checked.ts'
import type { ClientKeys, KeyRing } from '../protocol/keys.ts'
import type { Refusal, RefusalReason, ReplyRefusalReason } from '../protocol/refusal.ts'
import type { PublicPaths, ReceivedRequest, VerifiedRequest } from '../protocol/request.ts'
import { type ReceivedReply, type VerifiedReply, verifyReply } from '../protocol/verify-reply.ts'
import { verifyRequest } from '../protocol/verify-request.ts'
import type { KeyStore } from './key-store.ts'

/** What other keys could change. */
const reasonsToRefresh: ReadonlySet<RefusalReason | ReplyRefusalReason> = new Set([
  'client-unknown',
  'client-unreadable',
  'key-version-unknown',
  'algorithm-mismatch',
  'signature-length',
  'signature-mismatch',
])

interface Authenticated {
  readonly checked: Checked<VerifiedRequest, Refusal>
  /** The ring that the request was last checked against; an empty one means that nothing could be verified. */
  readonly ring: KeyRing
}

/**
 * Verifies a request, and once more with newer keys, where those it was refused under may have been replaced since
 * they were read. Never rejects; waits for the first load of the keys, and for newer ones at most a second.
 */
export async function authenticate(
  received: ReceivedRequest,
  keys: KeyStore,
  publicPaths: PublicPaths,
): Promise<Authenticated> {
  const ring = await keys.current()
  const checked = verifyRequest(received, ring, publicPaths)
  if (checked.ok || ring.size === 0 || !reasonsToRefresh.has(checked.refusal.reason)) return { ring, checked }
  const newer = await keys.newerThan(ring)
  return newer ? { ring: newer, checked: verifyRequest(received, newer, publicPaths) } : { ring, checked }
}

/** What was asked: by which client, with the keys of which ring, and over which URI. */
interface Asked {
  readonly client: ClientKeys
  readonly ring: KeyRing
  readonly uri: string
}

/** Verifies a gateway's reply in the same way: once more with newer keys of the client, where there are any. */
export async function authenticateReply(
  reply: ReceivedReply,
  { client, ring, uri }: Asked,
  keys: KeyStore,
): Promise<Checked<VerifiedReply, Refusal<ReplyRefusalReason>>> {
  const checked = verifyReply(reply, client, uri)
  if (checked.ok || !reasonsToRefresh.has(checked.refusal.reason)) return checked
  const newer = (await keys.newerThan(ring))?.client(client.clientId)
  return typeof newer === 'object' ? verifyReply(reply, newer, uri) : checked
}
