import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { guardedServer } from '../loopback/guarded-server.ts'
import { HOST, listen } from '../loopback/ports.ts'
import { isProblem } from '../terminal/problem.ts'
import { createLiveRows } from './live.ts'
import { type Context, routeOf } from './routes.ts'
import type { InspectorSource } from './source.ts'

/** The page: one file that needs nothing else, and the policy that lets it run and nothing beside it. */
export interface InspectorPage {
  readonly html: string
  readonly csp: string
}

export interface InspectorOptions {
  readonly source: InspectorSource
  readonly page: InspectorPage
  /** 0 takes any free one. */
  readonly port: number
  /** Takes a line about what went wrong and is no problem of the user's. */
  report(line: string): void
}

export interface Inspector {
  /** Whoever has it sees every call: the token is in it. */
  readonly url: string
  close(): Promise<void>
}

const TOKEN_BYTES = 32

/**
 * Serves the inspector on a port of this machine, to whoever has the URL. Everything else is a 404 without a word; what a
 * foreign page or name asks is refused before it is read.
 */
export async function openInspector({ source, page, port, report }: InspectorOptions): Promise<Inspector> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const live = createLiveRows()
  const endFollowing = source.follow(live.add)
  const server = guardedServer(
    (request, response) => {
      const path = pathBehind(token, request.url ?? '')
      const context: Context = { source, page, live, request, response }
      const reply = path === undefined ? undefined : routeOf(path, request.method ?? '')
      if (!reply) return void response.writeHead(404).end()
      secure(response, page.csp)
      reply(context).catch((cause: unknown) => fail(response, cause, report))
    },
    { ownPages: true },
  )
  const url = `http://${HOST}:${await listen(server, port, HOST, 'INSPECTOR_PORT')}/${token}/`
  return {
    url,
    async close() {
      endFollowing()
      live.close()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** What follows the token, or undefined where the token is another. Takes as long for any token. */
function pathBehind(token: string, url: string): string | undefined {
  const [, given = '', path] = /^\/([^/?]*)\/(.*)$/s.exec(url) ?? []
  return timingSafeEqual(digest(given), digest(token)) ? path : undefined
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

/** Also of what is no page: a browser must not take it for one. */
function secure(response: ServerResponse, csp: string): void {
  response.setHeader('content-security-policy', csp)
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('cache-control', 'no-store')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
}

function fail(response: ServerResponse, cause: unknown, report: (line: string) => void): void {
  // Whoever asked may be gone already.
  if (response.headersSent || response.req.errored) return void response.destroy()
  if (!isProblem(cause)) report(`inspector: ${cause instanceof Error ? cause.message : cause}`)
  const message = isProblem(cause) ? cause.message : 'the inspector failed: the terminal says why'
  response.writeHead(isProblem(cause) ? 400 : 500, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ message }))
}
