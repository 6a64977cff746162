import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface ProxiedReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Passes requests on to the origin as they are, and each reply as it is changed. */
export async function startTamperingProxy(origin: string, change: (reply: ProxiedReply) => ProxiedReply) {
  const server = createServer((incoming, outgoing) => {
    const { method, headers } = incoming
    const forwarded = request(new URL(incoming.url ?? '', origin), { method, headers }, async (reply) => {
      const names = ['client-id', 'response-time', 'signature', 'content-type']
      const kept = names.flatMap((name) => (reply.headers[name] ? [[name, String(reply.headers[name])]] : []))
      const received = { status: reply.statusCode ?? 0, headers: Object.fromEntries(kept) }
      const { status, headers, body } = change({ ...received, body: (await buffer(reply)).toString() })
      outgoing.writeHead(status, headers).end(body)
    })
    incoming.pipe(forwarded)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}
