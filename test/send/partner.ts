import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { listen } from '../../tools/loopback/ports.ts'
import { selfSigned } from '../../tools/loopback/self-signed.ts'

interface Received {
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly rawHeaders: readonly string[]
  readonly body: string
}

/** A partner's endpoint that keeps what comes, and answers this. */
export async function startPartner(answer: string, headers: Record<string, string> = {}, isSecure = false) {
  const received: Received[] = []
  const create = isSecure ? createSecureServer.bind(undefined, selfSigned()) : createServer
  const server = create(async (request, response) => {
    const body = String(await buffer(request))
    const { url: target = '', headers: names, rawHeaders } = request
    received.push({ target, headers: names, rawHeaders, body })
    response.writeHead(200, headers).end(answer)
  })
  const port = await listen(server, 0)
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return { origin: `${isSecure ? 'https' : 'http'}://127.0.0.1:${port}`, received }
}
