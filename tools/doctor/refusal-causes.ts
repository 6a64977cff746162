import type { KeyRing } from '../../lib/protocol/keys.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { Refusal, RefusalReason } from '../../lib/protocol/refusal.ts'
import type { Cause } from './diagnosis.ts'

type Row =
  | Omit<Cause, 'name'>
  | ((evidence: string, platform: PlatformName, ring: KeyRing) => Omit<Cause, 'name'>)

const passHeaders = 'send it, and let every proxy pass it on'

/** What each refusal means that no signature was needed for. */
const rows: Readonly<Record<Exclude<RefusalReason, 'signature-mismatch'>, Row>> = {
  'path-illegal': (path) => ({
    what: `the path has a character that no URI has, once it is percent-decoded: ${path}`,
    change: 'register a URL whose path has only A-Z a-z 0-9 / . _ ~ -',
    where: 'console',
  }),
  'client-missing': { what: 'there is no header Client-Id', change: passHeaders, where: 'proxy' },
  'client-malformed': (clientId) => ({
    what: `the Client-Id is empty, over 128 characters, or has a comma or an illegal character: ${clientId}`,
    change: 'send the Client-Id of the console, once',
    where: 'code',
  }),
  'client-unknown': (clientId, platform, { size }) => ({
    what:
      size === 0
        ? `no key of ${platform} is known here, so that no client is either`
        : `the secret of ${platform} names no client ${clientId}`,
    change: `add the client to the secret of ${platform}, or send it to the environment whose client it is`,
    where: 'secret',
  }),
  'client-unreadable': (clientId) => ({
    what: `the secret names ${clientId}, but its keys cannot be used`,
    change: 'mend the entry: the log of the receiver lists its problems',
    where: 'secret',
  }),
  'time-missing': { what: 'there is no header Request-Time', change: passHeaders, where: 'proxy' },
  'time-malformed': (time) => ({
    what: `the Request-Time is no time in RFC 3339 and no epoch before an object: ${time}`,
    change: 'sign and send a time such as 2026-11-21T02:00:30Z',
    where: 'code',
  }),
  'signature-missing': { what: 'there is no header Signature', change: passHeaders, where: 'proxy' },
  'signature-malformed': (rule) => ({
    what: `the Signature header cannot be read: ${rule}`,
    change: 'write algorithm=RSA256,keyVersion=1,signature=<percent-encoded base64>',
    where: 'code',
  }),
  'algorithm-unknown': (algorithm) => ({
    what: `the Signature header names the algorithm ${algorithm}, which no platform has`,
    change: 'send algorithm=RSA256, or ECC256 or ECC224 for such a key',
    where: 'code',
  }),
  'algorithm-mismatch': (algorithm) => ({
    what: `the Signature header names the algorithm ${algorithm}, and the client has no key for it`,
    change: 'send the algorithm of the key, or put the key of that algorithm into the secret',
    where: 'secret',
  }),
  'key-version-unknown': (version) => ({
    what: `the Signature header names key version ${version}, which the secret does not have`,
    change: `add the key of version ${version} from the console under verifying`,
    where: 'secret',
  }),
  'signature-length': (length) => ({
    what: `the signature has ${length}, which no key of the client can have made`,
    change: 'send it whole, and compare the length of the key in the secret with that in the console',
    where: 'secret',
  }),
  'body-too-large': (length) => ({
    what: `the body has ${length}: over 1 MiB`,
    change: 'no message of these platforms is so large: it is no message of theirs',
    where: 'code',
  }),
}

/** The cause that a refusal is; undefined for `signature-mismatch`, which is none by itself. */
export function refusalCause(
  { reason, evidence }: Refusal,
  platform: PlatformName,
  ring: KeyRing,
): Cause | undefined {
  if (reason === 'signature-mismatch') return undefined
  const row = rows[reason]
  return { name: reason, ...(typeof row === 'function' ? row(evidence, platform, ring) : row) }
}
