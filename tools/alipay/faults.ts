import type { Draft } from './draft.ts'
import { conflicting, outOfOrder, stale } from './fault-sequences.ts'
import type { Law } from './law.ts'
import type { SendingOptions, SignedRequest } from './signed-request.ts'
import { anotherKey, reJson, signatureOf, withHeader, withPlus, withSorted } from './spoil.ts'

/** One request of a fault: what is signed, and what becomes of it on the way. */
export interface Shot extends SendingOptions {
  readonly draft: Draft
  readonly law: Law
  alter?(request: SignedRequest): SignedRequest
}

/** A mistake, or a thing that happens, on the way from Alipay to a partner. */
export interface Fault {
  readonly name: string
  /** One line for people. */
  readonly what: string
  /** The requests, the last of which has the fault; undefined where this message cannot have it. */
  shotsOf(draft: Draft): readonly Shot[] | undefined
}

const HOUR_MS = 3_600_000
const PIECES = 4
/** One byte more than a receiver has to take: docs/protocol.md, "The order of checks". */
const TOO_LARGE_BYTES = 1_048_577

/** Signed as it should not be. */
function signedAs(
  name: string,
  what: string,
  change: (draft: Draft) => Partial<Draft>,
  law: Law = 'not-genuine',
): Fault {
  return { name, what, shotsOf: (draft) => [{ draft: { ...draft, ...change(draft) }, law }] }
}

/** Signed rightly, and altered on the way; undefined where it cannot be. */
function altered(
  name: string,
  what: string,
  alter: (request: SignedRequest) => SignedRequest,
  law: Law = 'not-genuine',
): Fault {
  return { name, what, shotsOf: (draft) => [{ draft, law, alter }] }
}

/** Signed rightly, and its body altered on the way. */
function bodyAltered(name: string, what: string, alter: (body: Buffer) => Buffer | undefined): Fault {
  return {
    name,
    what,
    shotsOf(draft) {
      const body = alter(draft.body)
      return body && [{ draft, law: 'not-genuine', alter: (request) => ({ ...request, body }) }]
    },
  }
}

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString()

/** By name: what integrators get wrong first, then what proxies and time do, then what comes in sequence. */
export const faults: readonly Fault[] = [
  signedAs('wrong-key', 'signed with a key that the partner does not hold', ({ sender }) => ({
    sender: { ...sender, privateKey: anotherKey(sender.privateKey) },
  })),
  bodyAltered('re-serialised', 'the JSON was parsed and written again after it was signed', reJson),
  bodyAltered('sorted-keys', 'the members of the JSON were sorted after it was signed', withSorted),
  bodyAltered('newline-appended', 'a line feed was put behind the signed body', (body) =>
    Buffer.concat([body, Buffer.from('\n')]),
  ),
  signedAs('stage-signed', 'the signed path begins with a stage, /prod, that is not called', ({ uri }) => ({
    uri: `/prod${uri}`,
  })),
  signedAs('trailing-slash-signed', 'the signed path ends with a slash that is not called', ({ uri }) => ({
    uri: uri.replace(/(?=\?|$)/, '/'),
  })),
  signedAs('full-url-signed', 'scheme and host were signed with the path', ({ origin, uri }) => ({
    uri: `${origin}${uri}`,
  })),
  altered(
    'time-rewritten',
    'Request-Time was written anew, in another precision, after it was signed',
    (request) => withHeader(request, 'Request-Time', (time) => time.replace(/\.\d+/, '')),
  ),
  bodyAltered('altered-body', 'one byte of the body is another', (body) => {
    if (body.length === 0) return undefined
    const at = Math.max(0, body.toString('latin1').search(/\d/))
    return Buffer.concat([body.subarray(0, at), Buffer.of((body[at] ?? 0) ^ 1), body.subarray(at + 1)])
  }),
  bodyAltered('cut-body', 'the second half of the body is missing', (body) =>
    body.length > 1 ? body.subarray(0, body.length >> 1) : undefined,
  ),
  altered('no-signature', 'there is no Signature header', ({ headers, ...rest }) => ({
    ...rest,
    headers: headers.filter(([name]) => name !== 'Signature'),
  })),
  altered('doubled-header', 'the Signature header comes twice', ({ headers, ...rest }) => ({
    ...rest,
    headers: headers.flatMap((pair) => (pair[0] === 'Signature' ? [pair, pair] : [pair])),
  })),
  {
    name: 'plus-to-space',
    what: 'the signature is raw base64, and a gateway made spaces of its plus signs',
    shotsOf: (draft) => [
      {
        draft: withPlus(draft),
        law: 'not-genuine',
        alter: (request) =>
          withHeader(request, 'Signature', (header) =>
            header.replace(/signature=.*/, `signature=${signatureOf(request).replaceAll('+', ' ')}`),
          ),
      },
    ],
  },
  altered('encoded-twice', 'the signature was percent-encoded twice', (request) =>
    withHeader(request, 'Signature', (header) => header.replaceAll('%', '%25')),
  ),
  signedAs(
    'other-client',
    'it names a client that the partner does not have',
    ({ sender }) => ({ sender: { ...sender, clientId: 'SOMEBODY_ELSE' } }),
    'unknown-client',
  ),
  signedAs(
    'late',
    'it is 49 hours old; the signature holds',
    () => ({ time: hoursFromNow(-49) }),
    'send-again',
  ),
  signedAs(
    'future',
    'its time is an hour ahead; the signature holds',
    () => ({ time: hoursFromNow(1) }),
    'genuine',
  ),
  {
    name: 'huge-body',
    what: 'the body has a byte more than 1 MiB; the signature holds',
    shotsOf: (draft) => [{ draft: { ...draft, body: padded(draft.body) }, law: 'too-large' }],
  },
  {
    name: 'slow-body',
    what: 'the body comes in four pieces, a second after each other',
    shotsOf: (draft) => [{ draft, law: 'genuine', pieces: PIECES }],
  },
  {
    name: 'conflicting',
    what: 'the message, then other content under the same identity',
    shotsOf: conflicting,
  },
  { name: 'stale', what: 'the message, then an older state of the same thing', shotsOf: stale },
  {
    name: 'out-of-order',
    what: 'what comes later comes first: a final state, a cancel',
    shotsOf: outOfOrder,
  },
]

function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc(Math.max(0, TOO_LARGE_BYTES - body.length), ' ')])
}
