import { hash, randomBytes } from 'node:crypto'
import { type Key, keyFor, type Owner } from './key.ts'
import type { Reading, Transaction } from './store.ts'

/** An access token, or the refresh token that was issued with it. */
type Token =
  | {
      readonly status: 'ACTIVE'
      readonly customerId: string
      /** Epoch milliseconds. */
      readonly expires: number
      /** Of an access token: of the refresh token, which is cancelled with it. */
      readonly refreshDigest?: string
    }
  | { readonly status: 'CANCELED' }

type Grantee = { readonly customerId: string } | { readonly code: string }

const DAY_MS = 86_400_000
const ACCESS_MS = 365 * DAY_MS
const REFRESH_MS = 395 * DAY_MS

/** Whose token it is. This wallet knows everybody: a token that it never saw has a user of its own. */
export async function granteeOf(token: string, owner: Owner, reading: Reading): Promise<Grantee> {
  const known = await reading.read(tokenAt(owner, digestOf(token)))
  if (!known) return { customerId: customerOf(token) }
  if (known.status === 'CANCELED') return { code: 'INVALID_TOKEN' }
  return known.expires > reading.now ? known : { code: 'EXPIRED_ACCESS_TOKEN' }
}

/** The user that a code or a token stands for. */
export function customerOf(text: string): string {
  return `customer-${digestOf(text).slice(0, 12)}`
}

/** A new pair of tokens for the user. */
export function issueTokens(customerId: string, owner: Owner, transaction: Transaction) {
  const [accessToken, refreshToken] = [newToken(), newToken()]
  const [accessExpires, refreshExpires] = [transaction.now + ACCESS_MS, transaction.now + REFRESH_MS]
  const refreshDigest = digestOf(refreshToken)
  const user = { status: 'ACTIVE', customerId } as const
  transaction.write(tokenAt(owner, digestOf(accessToken)), { ...user, expires: accessExpires, refreshDigest })
  transaction.write(tokenAt(owner, refreshDigest), { ...user, expires: refreshExpires })
  return { accessToken, accessExpires, refreshToken, refreshExpires }
}

/** Cancels an access token, and the refresh token that was issued with it, for good. */
export async function revoke(accessToken: string, owner: Owner, transaction: Transaction): Promise<void> {
  const digest = digestOf(accessToken)
  const known = await transaction.read(tokenAt(owner, digest))
  const refreshDigest = known?.status === 'ACTIVE' ? known.refreshDigest : undefined
  for (const each of refreshDigest ? [digest, refreshDigest] : [digest]) {
    transaction.write(tokenAt(owner, each), { status: 'CANCELED' })
  }
}

function tokenAt(owner: Owner, digest: string): Key<Token> {
  return keyFor(owner, 'token', digest)
}

function newToken(): string {
  return randomBytes(24).toString('base64url')
}

function digestOf(text: string): string {
  return hash('sha256', text, 'base64url')
}
