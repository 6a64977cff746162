import { createServer, type Socket } from 'node:net'
import { HOST, listen } from '../../tools/loopback/ports.ts'

/** What a request gets; it may come in pieces, or never. */
export type RawAnswer = (socket: Socket) => unknown

/** A backend that tells what it was sent byte for byte, and answers byte for byte. */
export async function startRawBackend(answer: RawAnswer) {
  const requests: string[] = []
  const sockets: Socket[] = []
  const closings: Promise<unknown>[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    closings.push(new Promise((resolve) => socket.once('close', resolve)))
    let received = ''
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      received += bytes.toString()
      if (!isWhole(received)) return
      requests.push(received)
      received = ''
      answer(socket)
    })
  })
  const port = await listen(server, 0)
  return {
    url: `http://${HOST}:${port}`,
    requests,
    /** One for each connection. */
    sockets,
    /** Resolves when every connection so far is closed. */
    closed: () => Promise.all(closings),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function isWhole(received: string): boolean {
  const [head = '', body] = received.split('\r\n\r\n')
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  return body !== undefined && Buffer.byteLength(body) === Number(length)
}

/** An answer in one piece, after which the connection ends. */
export function answerWith(head: string, body: string | Uint8Array = ''): RawAnswer {
  return (socket) => {
    socket.write(`${head}\r\n\r\n`)
    socket.end(body)
  }
}
