import type { Disposition } from '../../lib/edge/observer.ts'
import type { GatewayDisposition } from '../local/watcher.ts'
import type { Look } from '../terminal/terminal.ts'

/** How a call ended: as a function logged it, or as the gateway answered by itself. */
export type End = Disposition | GatewayDisposition | 'unlogged'

interface EndRow {
  readonly look: Exclude<Look, 'heading'>
  /** What to do, in the words of docs/troubleshoot.md; none where all is as it should be. */
  readonly advice?: string
}

/** How each end of a call looks, and what it asks of somebody. */
export const ends: Readonly<Record<End, EndRow>> = {
  accepted: { look: 'good' },
  repeated: { look: 'faint' },
  conflicting: {
    look: 'odd',
    advice: 'trust neither: Alipay is asked where the secret has a `gateway`; elsewhere ask it yourself',
  },
  unrecognised: {
    look: 'odd',
    advice: 'it is kept; add or mend its row (docs/add-an-api.md), then recognise the receipt',
  },
  'wrong-url': {
    look: 'odd',
    advice:
      'a notification belongs to /<platform>/notify, a command to /<platform>/<api>: correct what is registered',
  },
  'too-old': {
    look: 'odd',
    advice: 'it is older than MAX_AGE_HOURS: a replay; if it is Alipay’s, `npm run alipay -- ask`',
  },
  succeeded: { look: 'good' },
  failed: { look: 'odd' },
  undecided: { look: 'odd' },
  closed: { look: 'faint' },
  'in-progress': { look: 'faint' },
  overtaken: { look: 'odd' },
  inconsistent: {
    look: 'odd',
    advice: 'the sender used one id for two things: the first stands; use a new id',
  },
  'param-illegal': {
    look: 'odd',
    advice:
      'missing or illegal: send it as the API’s page has it; if the page allows this, mend the row (docs/add-an-api.md)',
  },
  'unknown-api': {
    look: 'odd',
    advice: 'if the platform’s pages have it, add its row: docs/add-an-api.md',
  },
  'timed-out': {
    look: 'bad',
    advice: 'the backend is slower than the deadline, or it was the first call: the sender asks again',
  },
  'backend-failed': { look: 'bad', advice: 'the backend must answer 200, with F or U in the body' },
  'outcome-malformed': { look: 'bad', advice: 'answer as docs/backend.openapi.json has it' },
  'store-failed': {
    look: 'bad',
    advice: 'DynamoDB failed, or was slow until the deadline: the sender comes again',
  },
  refused: { look: 'bad', advice: 'compare body, URI and key: docs/troubleshoot.md' },
  'unknown-client': {
    look: 'bad',
    advice: 'the Client-Id is in no secret of this platform: is it the sandbox’s, or another platform’s?',
  },
  'no-keys': {
    look: 'bad',
    advice: 'the secret has no value, or no key of this client can be read: mend it, or put the keys in',
  },
  'wrong-settings': { look: 'bad', advice: 'start again with a right value: docs/integrate.md#settings' },
  'too-large': { look: 'bad', advice: 'it is no message of these platforms' },
  'not-served': {
    look: 'bad',
    advice: 'mind the trailing slash, /notify for notifications, and the name behind a command’s URL',
  },
  forbidden: { look: 'bad', advice: 'call from a program, not from a page; name a tunnel in LOCAL_HOSTS' },
  'bad-path': { look: 'bad', advice: 'the path does not decode: write it with [A-Za-z0-9/._~-] alone' },
  throttled: { look: 'bad', advice: 'too many calls wait here already: send fewer at once' },
  crashed: { look: 'bad', advice: 'the function failed: log.ndjson has the whole error' },
  unlogged: { look: 'bad', advice: 'the function logged no line of it: look at log.ndjson' },
}
