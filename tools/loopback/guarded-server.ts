import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { printable } from './printable.ts'

export interface Guard {
  /** The names, in lower case, by which it may be called beside those of this machine. */
  readonly hosts?: readonly string[]
  /** It serves a page, whose own requests pass. */
  readonly ownPages?: boolean
  /** Takes a line about each request that is refused, before it is answered. */
  report?(line: string, request: IncomingMessage): void
}

/**
 * A server for programs on this machine. What a web page can make a browser send is answered 403 before anything of it
 * is read: a `Host` that is not ours, as after DNS rebinding, an `Origin`, or a `Sec-Fetch-Site` other than `none`.
 */
export function guardedServer(listener: RequestListener, { report, ...guard }: Guard = {}): Server {
  return createServer((request, response) => {
    const refusal = refusalOf(request, guard)
    if (!refusal) return listener(request, response)
    report?.(refusal, request)
    response.writeHead(403, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ message: 'Forbidden', hint: refusal }))
  })
}

const thisMachine = ['localhost', '127.0.0.1', '[::1]']

function refusalOf({ headers }: IncomingMessage, { hosts = [], ownPages }: Guard): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site = 'none' } = headers
  // A browser sets both, and no page can change them.
  const isOwn = (origin === undefined || origin === `http://${host}`) && site === 'same-origin'
  const isNoPage = origin === undefined && site === 'none'
  if (!isNoPage && !(ownPages && isOwn)) return 'a web page must not call what runs on this machine'
  const name = host.replace(/:\d*$/, '').toLowerCase()
  if (thisMachine.includes(name) || hosts.includes(name)) return undefined
  return `a request for the host ${printable(name)} was refused: if a tunnel of yours has this name, start with LOCAL_HOSTS=<name>`
}
