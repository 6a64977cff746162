import type { Socket } from 'node:net'
import { createServer } from 'node:tls'
import { listen } from '../../../tools/loopback/ports.ts'
import { selfSigned } from '../../../tools/loopback/self-signed.ts'

/** Trusted by nobody, unless a test sees to it; for `localhost` alone. */
export const gatewayCertificate = selfSigned()

/** What a question gets; it may come in pieces, or never. */
export type RawReply = (socket: Socket, request: string) => unknown

/** A gateway over TLS that tells what it was sent byte for byte, and answers byte for byte. */
export async function startRawGateway(reply: RawReply) {
  const requests: string[] = []
  const sockets: Socket[] = []
  const closings: Promise<unknown>[] = []
  const server = createServer(gatewayCertificate, (socket) => {
    sockets.push(socket)
    closings.push(new Promise((resolve) => socket.once('close', resolve)))
    let received = ''
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      received += bytes.toString()
      const [head = '', body] = received.split('\r\n\r\n')
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
      if (body === undefined || Buffer.byteLength(body) < Number(length)) return
      requests.push(received)
      received = ''
      reply(socket, requests.at(-1) ?? '')
    })
  })
  // A client that does not trust the certificate ends the handshake.
  server.on('tlsClientError', () => undefined)
  const port = await listen(server, 0)
  return {
    port,
    url: `https://localhost:${port}`,
    requests,
    /** One for each connection whose handshake ended. */
    sockets,
    /** Resolves when every connection so far is closed. */
    closed: () => Promise.all(closings),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** An answer in one piece, after which the connection ends. */
export function replyWith(head: string, body: string | Uint8Array = ''): RawReply {
  return (socket) => {
    socket.write(`${head}\r\n\r\n`)
    socket.end(body)
  }
}
