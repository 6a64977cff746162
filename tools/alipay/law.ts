import type { Seal } from './check-reply.ts'
import type { Sample } from './samples.ts'
import type { Reply } from './signed-request.ts'

/** What a receiver must answer to a message, by what is wrong with it. */
export type Law =
  /** Nothing is: a notification is taken, a command is answered its outcome. */
  | 'genuine'
  | 'not-genuine'
  | 'unknown-client'
  /** Genuine, but not acted on now. */
  | 'send-again'
  | 'too-large'
  /** Another command under the id of one that came before. */
  | 'inconsistent'
  /** A payment that was cancelled before it came. */
  | 'closed'

type Subject = Pick<Sample, 'platform' | 'kind'>

interface Dialect {
  readonly notGenuine: string
  readonly unknownClient: string
}

const failing: Dialect = { notGenuine: 'F INVALID_SIGNATURE', unknownClient: 'F INVALID_CLIENT' }
/** An F would end the sender's attempts. */
const unknowing: Dialect = { notGenuine: 'U UNKNOWN_EXCEPTION', unknownClient: 'U UNKNOWN_EXCEPTION' }

/** docs/protocol.md, "The five dialects". */
const dialects: Readonly<Record<string, Dialect>> = {
  acquirer: failing,
  antom: failing,
  'mini-program': unknowing,
  wallet: failing,
  worldfirst: unknowing,
}

/** The beginning of what `answerText` must give: `200 F INVALID_SIGNATURE`. */
export function lawText(law: Law, { platform, kind }: Subject): string {
  const { notGenuine, unknownClient } = dialects[platform] ?? unknowing
  const texts: Readonly<Record<Law, string>> = {
    genuine: kind === 'notification' ? '200 S' : '200',
    'not-genuine': `200 ${notGenuine}`,
    'unknown-client': `200 ${unknownClient}`,
    'send-again': '200 U UNKNOWN_EXCEPTION',
    'too-large': '413',
    inconsistent: '200 F REPEAT_REQ_INCONSISTENT',
    closed: '200 F ORDER_IS_CLOSED',
  }
  return texts[law]
}

/** `200 S SUCCESS`, or the status alone. */
export function answerText({ status, result }: Pick<Reply, 'status' | 'result'>): string {
  return [status, result?.resultStatus, result?.resultCode].filter((part) => part !== undefined).join(' ')
}

/** Whether the answer is the one that the law wants. */
export function keepsLaw(law: Law, subject: Subject, reply: Reply): boolean {
  const answer = answerText(reply)
  if (law === 'genuine' && answer === lawText('not-genuine', subject)) return false
  return answer.startsWith(lawText(law, subject))
}

/** Why the answer need not be signed; undefined where it must be: docs/protocol.md, "Refusals". */
function mayBeUnsigned({ status, result }: Reply, { platform, kind }: Subject): string | undefined {
  if (status === 413 || status === 503) return `HTTP ${status} is never signed`
  if (status !== 200) return undefined
  const { resultStatus, resultCode } = result ?? {}
  const { unknownClient } = dialects[platform] ?? unknowing
  if (`${resultStatus} ${resultCode}` === unknownClient) return 'an unknown client is answered unsigned'
  if (platform === 'antom' && kind === 'notification' && resultStatus === 'S') {
    return 'Antom asks for no signature here'
  }
  return undefined
}

/** The signature's verdict in words, and whether it is as it must be. */
export function judgeSeal(
  seal: Seal,
  reply: Reply,
  subject: Subject,
): { readonly good: boolean; readonly words: string } {
  switch (seal.kind) {
    case 'holds':
      return { good: true, words: `the signature holds, key version ${seal.keyVersion}` }
    case 'unchecked':
      return {
        good: false,
        words: `signed under key version ${seal.keyVersion}, not checked: give the partner’s public key with --partner-key`,
      }
    case 'fails':
      return { good: false, words: `the signature DOES NOT HOLD: ${seal.why}` }
    case 'unsigned': {
      const why = mayBeUnsigned(reply, subject)
      return why ? { good: true, words: `unsigned, rightly: ${why}` } : { good: false, words: 'NOT SIGNED' }
    }
  }
}
