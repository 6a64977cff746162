import type { Refusal, RefusalReason } from '../../lib/protocol/refusal.ts'
import { signedText, signedUris } from '../../lib/protocol/signed-text.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { bytesOf } from './body-draft.ts'
import type { Case } from './case.ts'
import { CUT_BODY, cutBody } from './cut-body.ts'
import type { Cause, Diagnosis, KeyFinding } from './diagnosis.ts'
import { leavesOf, ruledOutBy } from './leaves.ts'
import { mended } from './mend.ts'
import { type Parts, uriOf } from './parts.ts'
import { refusalCause } from './refusal-causes.ts'
import type { Found, Search } from './search.ts'
import { keyCauses } from './signature/key-causes.ts'
import type { Seal } from './signature/seals.ts'

type Verdict = Pick<Diagnosis, 'verdict' | 'isGenuine' | 'reason' | 'causes' | 'ruledOut' | 'leaves'>

/** What the message comes to, once all that could be found was found. */
export function verdictOf(current: Case, key: KeyFinding, result: Search | undefined): Verdict {
  const { checked } = current
  if (checked.ok) return { verdict: 'VALID', isGenuine: true, causes: [], ruledOut: [], leaves: [] }
  const { reason } = checked.refusal
  if (result?.found) {
    return {
      verdict: 'EXPLAINED',
      isGenuine: false,
      reason,
      causes: causesOf(current, result.found),
      ruledOut: [],
      leaves: [],
    }
  }
  const cause = refusalCauseOf(current, checked.refusal) ?? cutBody(current.exhibit)
  // A header that came under another name, or twice, is what is missing or malformed.
  const renamed = current.claims.causes
  const causes = [
    ...renamed,
    ...(cause && !(renamed.length > 0 && /-(missing|malformed)$/.test(reason)) ? [cause] : []),
  ]
  const isEnd =
    reason === 'time-missing' ||
    (cause?.name === CUT_BODY && key.kind !== 'by-none') ||
    (key.kind !== 'made-by' && endsIt.has(reason))
  if (cause && isEnd) {
    return { verdict: 'EXPLAINED', isGenuine: false, reason, causes, ruledOut: [], leaves: [] }
  }
  return {
    verdict: 'UNEXPLAINED',
    isGenuine: false,
    reason,
    causes,
    ruledOut: ruledOutBy(current, key, result),
    leaves: leavesOf(current, key),
  }
}

/** Refusals behind which nothing can be verified: no key, no signature, or none that fits the other. */
const endsIt: ReadonlySet<RefusalReason> = new Set([
  'client-missing',
  'client-malformed',
  'client-unknown',
  'client-unreadable',
  'signature-missing',
  'signature-malformed',
  'algorithm-unknown',
  'algorithm-mismatch',
  'key-version-unknown',
  'signature-length',
  'body-too-large',
])

/**
 * Each cause is needed: those of the text were found by verifying it; those of the header are what its reader minds. Where
 * the receiver refuses the message before any signature, its own code judges it as it was signed too.
 */
function causesOf(current: Case, found: Found): readonly Cause[] {
  const { parts, seal, causes } = found
  const { platform, ring, claims, checked } = current
  const isReply = causes.some(({ name }) => name === 'reply-as-request')
  const header = claims.signature ?? ''
  const clientId = ring.client(parts.clientId) ? parts.clientId : (claims.clientId ?? '')
  const ofKey = keyCauses(seal, { platform, ring, clientId, header })
  const stays =
    checked.ok || checked.refusal.reason === 'signature-mismatch'
      ? undefined
      : refusalOf(current, parts, seal)
  const ofRefusal = stays && refusalCauseOf(current, stays)
  const all = [
    ...claims.causes,
    ...seal.reading.causes,
    ...ofKey.filter(({ name }) => !(isReply && name === 'own-key')),
    ...causes.map((cause) => mended(cause, current, found)),
    ...(ofRefusal ? [ofRefusal] : []),
  ]
  return all.length > 0 ? all : unnamed(current)
}

/** What the receiver's own code minds about the message as it was signed, beside its key. */
function refusalOf({ ring }: Case, parts: Parts, { reading }: Seal): Refusal | undefined {
  const headers = new Map([
    ['client-id', parts.clientId],
    ['request-time', parts.time],
    ['signature', `signature=${reading.bytes.toString('base64')}`],
  ])
  const asSigned = { rawPath: '/', rawQueryString: '', headers, body: bytesOf(parts.body), receivedAt: 0 }
  const checked = verifyRequest(asSigned, ring, { prefix: '', paths: [uriOf(parts)] })
  return checked.ok || keyReasons.has(checked.refusal.reason) ? undefined : checked.refusal
}

/** Of an unknown client it is looked up whether another platform has it. */
function refusalCauseOf({ platform, ring, rings }: Case, refusal: Refusal): Cause | undefined {
  const { reason, evidence: clientId } = refusal
  const isUnknown = reason === 'client-unknown'
  const home = [...rings].find(([, other]) => isUnknown && other.client(clientId) !== undefined)?.[0]
  if (home === undefined) return refusalCause(refusal, platform, ring)
  return {
    name: 'client-of-other-platform',
    what: `${clientId} is a client of ${home}, and the call came to ${platform}`,
    change: `send it to the URL of ${home}`,
    where: 'console',
  }
}

/** Where the signature itself does not hold, the causes of its key say why. */
const keyReasons: ReadonlySet<RefusalReason> = new Set(['signature-length', 'signature-mismatch'])

/** It verifies as it came, with the right key, and was refused all the same. */
function unnamed(current: Case): readonly Cause[] {
  const { checked } = current
  const cause = checked.ok ? undefined : refusalCauseOf(current, checked.refusal)
  return [cause ?? tooManyTries]
}

const tooManyTries: Cause = {
  name: 'too-many-tries',
  what: 'the receiver stops after six verifications, and the right key and path would have come later',
  change: 'take keys out of the secret that sign no more, or paths out of PUBLIC_PATHS',
  where: 'setting',
}

/** What was received and what was signed, as far as both are there. */
export function textsOf(
  { checked, claims, exhibit, received, publicPaths }: Case,
  found: Found | undefined,
): Pick<Diagnosis, 'receivedText' | 'signedText'> {
  const { clientId, time } = claims
  const [likeliest = received.rawPath] = signedUris(received, publicPaths)
  const uri = checked.ok ? checked.value.uri : likeliest
  const { body } = exhibit
  const receivedText =
    clientId === undefined || time === undefined || body === undefined
      ? undefined
      : signedText({ uri, clientId, time, body })
  const signed = checked.ok ? receivedText : found?.text
  return { ...(receivedText && { receivedText }), ...(signed && { signedText: signed }) }
}
