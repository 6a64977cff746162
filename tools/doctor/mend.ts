import type { PublicPaths } from '../../lib/protocol/request.ts'
import { signedUris } from '../../lib/protocol/signed-text.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { bytesOf } from './body-draft.ts'
import type { Case } from './case.ts'
import type { Cause } from './diagnosis.ts'
import { uriOf } from './parts.ts'
import type { Found } from './search.ts'
import type { SignedOtherwise } from './variant.ts'

/** The cause with the setting that mends it, where one does: the receiver's own code takes the signed URI with it. */
export function mended({ mending, ...cause }: SignedOtherwise, current: Case, found: Found): Cause {
  const setting =
    mending && proposals(mending, current, found).find(({ paths }) => holds(paths, current, found))
  if (!setting) return cause
  const { text, paths } = setting
  // One of PUBLIC_PATHS stands for one path alone.
  const change =
    paths.prefix === current.publicPaths.prefix ? `set ${text}, or ${cause.change}` : `set ${text}`
  return { ...cause, change, where: 'setting', setting: text }
}

interface Proposal {
  /** As it is written into the environment. */
  readonly text: string
  readonly paths: PublicPaths
}

/** What needs no quoting in a shell. */
const settablePrefix = /^\/[\w/.~-]*[\w.~-]$/
const settablePath = /^\/[\w/.~-]*$/

/** A prefix that is set already is not replaced, nor is a path. */
function proposals(
  mending: NonNullable<SignedOtherwise['mending']>,
  { received, publicPaths }: Case,
  { parts }: Found,
): readonly Proposal[] {
  const uri = uriOf(parts)
  const prefix = uri.endsWith(received.rawPath) ? uri.slice(0, uri.length - received.rawPath.length) : ''
  const isFree = mending === 'PUBLIC_PATH_PREFIX' && publicPaths.prefix === ''
  const paths = [...publicPaths.paths, uri]
  return [
    ...(isFree && settablePrefix.test(prefix)
      ? [{ text: `PUBLIC_PATH_PREFIX=${prefix}`, paths: { ...publicPaths, prefix } }]
      : []),
    ...(settablePath.test(uri)
      ? [{ text: `PUBLIC_PATHS=${paths.join(',')}`, paths: { ...publicPaths, paths } }]
      : []),
  ]
}

/** Tried with all else as it was signed. Where the secret lacks the key, the URI has to be among those that are tried. */
function holds(paths: PublicPaths, { received, ring }: Case, { parts, seal }: Found): boolean {
  const headers = new Map([
    ['client-id', parts.clientId],
    ['request-time', parts.time],
    ['signature', `signature=${seal.reading.bytes.toString('base64')}`],
  ])
  const asSigned = { ...received, headers, body: bytesOf(parts.body) }
  if (verifyRequest(asSigned, ring, paths).ok) return true
  const uri = uriOf(parts)
  const isOtherwise = verifyRequest(asSigned, ring, { prefix: '', paths: [uri] }).ok
  return !isOtherwise && signedUris(received, paths).includes(uri)
}
