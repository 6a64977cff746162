import { UNRECOGNISED } from '../../lib/notifications/receipt.ts'
import { commandingPlatforms, commandsOf } from '../../lib/platforms/commands.ts'
import { notificationsOf, notifyingPlatforms } from '../../lib/platforms/notifications.ts'
import { PROBE_VERSION } from '../keys/rotate/probe-version.ts'
import type { AnsweredCall, LogEntry } from '../local/watcher.ts'
import { printable } from '../loopback/printable.ts'
import { unknownName } from '../terminal/nearest.ts'
import { adviceFor, backendAdvice, misunderstandings, reasonAdvice, remarkAdvice } from './advice.ts'
import { type End, ends } from './ends.ts'

/** A call as it is shown. */
export interface SeenCall {
  /** When it came, epoch milliseconds. */
  readonly at: number
  readonly tookMs: number
  readonly platform: string
  readonly api: string
  readonly end: End
  /** Its subject or operation; else where it went. */
  readonly about: string
  /** What went wrong. */
  readonly why?: string
  /** What to do about it. */
  readonly advice?: string
  /** The id under which what was refused is kept. */
  readonly kept?: string
  /** Why it is not kept. */
  readonly notKept?: string
  /** Of a refusal whose cause nobody examined: what is the same for the same bytes alone. */
  readonly unexamined?: string
}

/** What is known of a call: its answer, the line that its function logged, and another that came before that. */
export interface CallFacts {
  readonly call: AnsweredCall
  readonly entry?: LogEntry
  readonly mishap?: LogEntry
}

/** A call as it is shown, without the doctor's word. */
export function seeCall({ call, entry = {}, mishap }: CallFacts): SeenCall {
  const { gateway } = call
  const end = gateway?.disposition ?? endOf(entry) ?? 'unlogged'
  // It names the request itself.
  const miss = end === 'not-served' ? gateway?.why : undefined
  const whys = [miss ? undefined : gateway?.why, mishap?.message, ...whysOf(end, call.target, entry)].filter(
    (why) => why !== undefined,
  )
  const advice = adviceOf(end, entry)
  return {
    at: call.at,
    tookMs: call.answeredAt - call.at,
    ...namesOf(entry, call.target),
    end,
    about: miss ?? aboutOf(call, entry),
    ...(whys.length > 0 && { why: whys.map(String).join('; ') }),
    ...(advice && { advice }),
    ...(typeof entry.kept === 'string' && { kept: entry.kept }),
  }
}

/** What a command came to that ended after its answer. */
export function seeLate(entry: LogEntry, at: number): SeenCall {
  const { disposition, operation, waitedMs, cause } = entry
  const why = 'it ended after its answer: the sender asks again, and gets this'
  return {
    at,
    tookMs: Number(waitedMs),
    ...namesOf(entry),
    end: isEnd(disposition) ? disposition : 'unlogged',
    about: text(operation) ?? '-',
    why: cause ? `${why}; ${cause}` : why,
  }
}

const PROBE = '`keys rotate` asks by it which key signs the answer: nothing is to be done'
const SETTINGS = 'wrong settings: '

/** How the function ended the call, undefined for a line that says something else about it. */
export function endOf({ contract, message }: LogEntry): End | undefined {
  if (String(message).startsWith(SETTINGS)) return 'wrong-settings'
  const end = String(message).slice(String(contract).length + 1)
  return message === `${contract} ${end}` && isEnd(end) ? end : undefined
}

function isEnd(word: unknown): word is End {
  return typeof word === 'string' && Object.hasOwn(ends, word)
}

/** What stands for an API where there is none. */
const noApi: ReadonlySet<unknown> = new Set(['unknown', UNRECOGNISED])

interface Named {
  readonly platform: string
  readonly api: string
}

/** What is served, by its path: no name of a stranger's. */
const served: ReadonlyMap<string, Named> = new Map([
  ...notifyingPlatforms.flatMap((platform) =>
    notificationsOf(platform).map(
      ({ name, segment: api = name }) => [`/${platform}/notify/${api}`, { platform, api }] as const,
    ),
  ),
  ...commandingPlatforms.flatMap((platform) =>
    commandsOf(platform).map(({ name: api }) => [`/${platform}/${api}`, { platform, api }] as const),
  ),
])

/** Where the line names none, because nothing was proved or there is no line, the path does. */
function namesOf({ platform, api }: LogEntry, target = ''): Named {
  const [path = ''] = target.split('?', 1)
  const named = served.get(path)
  const known = noApi.has(api) ? undefined : (text(api) ?? named?.api)
  return { platform: text(platform) ?? named?.platform ?? '-', api: known ?? '-' }
}

function aboutOf({ method, target }: AnsweredCall, { subject, operation, claimed }: LogEntry): string {
  const [path = ''] = target.split('?', 1)
  const { clientId } = (claimed ?? {}) as { clientId?: unknown }
  const request = `${printable(method)} ${printable(path)}`
  return text(subject) ?? text(operation) ?? (clientId ? `${request} of ${clientId}` : request)
}

function whysOf(end: End, target: string, entry: LogEntry): readonly (string | undefined)[] {
  const { reason, evidence, cause, error, message, requestTime, remarks } = entry
  return [
    end === 'wrong-settings' ? String(message).slice(SETTINGS.length) : undefined,
    end === 'too-old' ? `its Request-Time is ${requestTime}` : undefined,
    end === 'unrecognised' ? misunderstandingOf(entry) : undefined,
    end === 'unknown-api' ? unknownCommand(target, entry) : undefined,
    reason && !isProbe(entry) ? [reason, evidence].filter(Boolean).join(' ') : undefined,
    error ? `${error}: ${cause}` : text(cause),
    ...(Array.isArray(remarks) ? remarks.map((remark) => lookUp(remarkAdvice, remark)) : []),
  ]
}

function misunderstandingOf({ misunderstood }: LogEntry): string | undefined {
  const { because, at } = (misunderstood ?? {}) as { because?: unknown; at?: unknown }
  const why = lookUp(misunderstandings, because)
  return why && at ? `${why}: ${at}` : why
}

function unknownCommand(target: string, { platform }: LogEntry): string | undefined {
  const known = commandingPlatforms.find((one) => one === platform)
  const name = target.split('?', 1)[0]?.split('/').at(-1) ?? ''
  const names = known && commandsOf(known).map((api) => api.name)
  return names && unknownName('command', name, names)
}

function adviceOf(end: End, entry: LogEntry): string | undefined {
  const { reason, cause } = entry
  if (isProbe(entry)) return PROBE
  const special =
    end === 'refused' ? lookUp(reasonAdvice, reason) : adviceFor(String(cause ?? ''), backendAdvice)
  return ends[end].advice && (special ?? ends[end].advice)
}

/** What `keys rotate` sends, or who says that it is: nothing is done because of it. */
export function isProbe({ reason, evidence }: LogEntry): boolean {
  return reason === 'key-version-unknown' && evidence === PROBE_VERSION
}

function lookUp(rows: Readonly<Record<string, string>>, name: unknown): string | undefined {
  return typeof name === 'string' && Object.hasOwn(rows, name) ? rows[name] : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
