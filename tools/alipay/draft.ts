import { problem, wrongUsage } from '../terminal/problem.ts'
import { type Edit, editAll } from './edit-body.ts'
import { freshBody } from './fresh-messages.ts'
import type { Sample } from './samples.ts'
import type { Sender } from './sender.ts'
import { type SignedRequest, signRequest } from './signed-request.ts'

/** Where a request goes, as it stands on the wire. */
export interface Destination {
  /** Scheme and host. */
  readonly origin: string
  /** Path and query. */
  readonly target: string
}

/** A message before it is signed. */
export interface Draft extends Destination {
  readonly sender: Sender
  readonly sample: Pick<Sample, 'platform' | 'kind' | 'name' | 'segment'>
  readonly body: Buffer
  /** What is signed as the URI. */
  readonly uri: string
  /** The text of Request-Time; now, unless it is given. */
  readonly time?: string
  /** In place of those of the same name, or beside them. */
  readonly headers?: SignedRequest['headers']
}

export interface Address {
  /** As it is registered with Alipay; the local stack's, unless it is given. */
  readonly url?: string | undefined
  /** The URL of a command is whole: its name is not put behind it. */
  readonly exact?: boolean | undefined
}

/** Where the platform would send it: a notification to the registered URL, a command to its name behind the URL. */
export function destinationOf(
  sender: Sender,
  { kind, segment }: Draft['sample'],
  address: Address,
): Destination {
  const { url, exact = false } = address
  if (url !== undefined) return readUrl(kind === 'notification' || exact ? url : `${url}/${segment}`)
  const base = kind === 'notification' ? sender.url : sender.commandsUrl
  if (base === undefined)
    throw problem(`senders.json has no URL for this ${kind}: start \`npm start\`, or give --url`)
  return readUrl(`${base}/${segment}`)
}

/** The parts as they are written: nothing is normalised, because the path is signed. */
export function readUrl(url: string): Destination {
  const [, origin = '', rest = ''] = /^(https?:\/\/[^/?#@\s]+)([^#]*)/i.exec(url) ?? []
  if (!URL.canParse(origin) || /[^\x21-\x7e]/.test(rest)) {
    throw wrongUsage(`--url must be http(s)://host/path in ASCII, not ${JSON.stringify(url.slice(0, 200))}`)
  }
  return { origin, target: rest.startsWith('/') ? rest : `/${rest}` }
}

/** The sample with ids that end in the run, then with its fields changed. */
export function bodyOf(sample: Sample, run: string | undefined, edits: readonly Edit[] = []) {
  const { body, remarks } = editAll(freshBody(sample, run), edits)
  return { body: Buffer.from(JSON.stringify(body, null, 2)), remarks }
}

/** Signs it; what is set by hand stands as it is. */
export function signDraft({ sender, body, origin, target, uri, time, headers = [] }: Draft): SignedRequest {
  const signed = signRequest(sender, body, { target, uri, ...(time !== undefined && { time }) })
  const own = new Set(headers.map(([name]) => name.toLowerCase()))
  const kept = signed.headers.filter(([name]) => !own.has(name.toLowerCase()))
  return { ...signed, origin, headers: [...kept, ...headers] }
}
