import type { Sender } from '../sender.ts'
import { anotherKey } from '../spoil.ts'

/** What the gateway is about to sign. */
export interface UnsignedAnswer {
  readonly sender: Sender
  readonly time: Date
  readonly body: Buffer
}

/** What goes over the wire, and how. */
export interface SignedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Milliseconds before the first byte; for ever where nothing ever comes. */
  readonly afterMs?: number
  /** In so many pieces, a second after each other. */
  readonly pieces?: number
  readonly isCut?: true
}

/** What can be wrong with a gateway, or with who stands in its place. */
export interface GatewayFault {
  readonly name: string
  /** One line for people. */
  readonly what: string
  /** Of what is signed. */
  change?(answer: UnsignedAnswer): UnsignedAnswer
  /** Of what was signed. */
  alter?(answer: SignedAnswer): SignedAnswer
}

const HOUR_MS = 3_600_000
const SLOW_MS = 3_000
/** A byte more than a client has to take. */
const TOO_LARGE_BYTES = 1_048_577
const MANY_PIECES = 30

function saying(name: string, what: string, body: object): GatewayFault {
  return { name, what, change: (answer) => ({ ...answer, body: Buffer.from(JSON.stringify(body)) }) }
}

function timed(name: string, what: string, byMs: number): GatewayFault {
  return { name, what, change: (answer) => ({ ...answer, time: new Date(answer.time.getTime() + byMs) }) }
}

function answering(name: string, what: string, status: number, headers = {}): GatewayFault {
  return {
    name,
    what,
    alter: (answer) => ({ ...answer, status, headers: { ...answer.headers, ...headers } }),
  }
}

function ofSender(name: string, what: string, change: (sender: Sender) => Partial<Sender>): GatewayFault {
  return {
    name,
    what,
    change: (answer) => ({ ...answer, sender: { ...answer.sender, ...change(answer.sender) } }),
  }
}

/** By name: who lies first, then who is broken, then who is slow. */
export const gatewayFaults: readonly GatewayFault[] = [
  {
    name: 'other-object',
    what: 'a signed answer about another object',
    change: (answer) => ({
      ...answer,
      body: Buffer.from(answer.body.toString().replace(/Id":"/g, '$&other-')),
    }),
  },
  timed('older', 'an answer that was signed an hour ago', -HOUR_MS),
  timed('from-the-future', 'an answer that is signed an hour ahead', HOUR_MS),
  ofSender('wrong-key', 'signed with a key that the partner does not hold', ({ privateKey }) => ({
    privateKey: anotherKey(privateKey),
  })),
  ofSender('other-client', 'signed for another client', ({ clientId }) => ({
    clientId: `${clientId}_OTHER`,
  })),
  {
    name: 'unsigned',
    what: 'there is no Signature header',
    alter({ headers: { Signature, ...headers }, ...answer }) {
      return { ...answer, headers }
    },
  },
  {
    name: 'altered',
    what: 'another state was written into the answer after it was signed',
    alter: (answer) => ({
      ...answer,
      body: Buffer.from(answer.body.toString().replace(/SUCCESS|FAIL|PROCESSING|PENDING/g, 'CANCELLED')),
    }),
  },
  {
    name: 'oversized',
    what: 'more than 1 MiB, rightly signed',
    change: (answer) => ({
      ...answer,
      body: Buffer.concat([answer.body, Buffer.alloc(TOO_LARGE_BYTES, ' ')]),
    }),
  },
  saying('unknown', 'it says U', {
    result: { resultStatus: 'U', resultCode: 'UNKNOWN_EXCEPTION', resultMessage: 'unknown exception' },
  }),
  saying('declined', 'it says F: it will not answer', {
    result: { resultStatus: 'F', resultCode: 'ACCESS_DENIED', resultMessage: 'access denied' },
  }),
  saying('no-answer', 'signed JSON that is no answer', []),
  answering('broken', 'HTTP 500', 500),
  answering('no-such-page', 'HTTP 404', 404),
  answering('redirect', 'a redirect, as to a login page', 302, { Location: '/elsewhere' }),
  { name: 'cut', what: 'the connection breaks', alter: (answer) => ({ ...answer, isCut: true }) },
  { name: 'slow', what: 'after three seconds', alter: (answer) => ({ ...answer, afterMs: SLOW_MS }) },
  { name: 'dripping', what: 'a piece a second', alter: (answer) => ({ ...answer, pieces: MANY_PIECES }) },
  { name: 'silent', what: 'never', alter: (answer) => ({ ...answer, afterMs: Infinity }) },
]
