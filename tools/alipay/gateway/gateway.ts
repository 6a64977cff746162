import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { guardedServer } from '../../loopback/guarded-server.ts'
import { HOST, listen } from '../../loopback/ports.ts'
import type { Senders } from '../sender.ts'
import { createAnswerer, type Question } from './answerer.ts'
import { askedPlatforms } from './asked-apis.ts'
import type { SignedAnswer } from './gateway-faults.ts'
import { newTold, type Telling, type Told } from './told.ts'

/** A pretend gateway of Alipay's: it answers what partners ask, of every platform that can be asked. */
export interface AlipayGateway {
  /** Behind it stands the platform: that is a client's `gateway`. */
  readonly url: string
  /** The last of them, oldest first. */
  readonly questions: readonly Question[]
  /** Throws with a line that says what is wrong with it. Over HTTP: POST <url>/tell, the telling as JSON. */
  tell(telling: Telling): void
  close(): Promise<void>
}

const MAX_QUESTIONS = 10_000
const PIECE_MS = 1_000

/** Opens it on a port of this machine. It shares no code with the receiver, so that the tests may take its word. */
export async function openAlipayGateway(senders: () => Senders | undefined): Promise<AlipayGateway> {
  const told = newTold()
  const questions: Question[] = []
  const answer = createAnswerer({
    senders,
    told,
    onQuestion(question) {
      questions.push(question)
      if (questions.length > MAX_QUESTIONS) questions.shift()
    },
  })
  const server = guardedServer(async (request, response) => {
    try {
      const { url: uri = '', method, headers } = request
      const body = await buffer(request)
      if (method === 'POST' && uri === '/tell') hear(body, told, response)
      else await put(method === 'POST' ? answer({ uri, headers, body }) : undefined, response)
    } catch {
      response.destroy()
    }
  })
  const port = await listen(server, 0)
  return {
    url: `http://${HOST}:${port}`,
    questions,
    tell: told.tell,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** The base of each platform's gateway, where it can be asked. */
export function gatewayOf(url: string, platform: string): string | undefined {
  return askedPlatforms.includes(platform) ? `${url}/${platform}` : undefined
}

function hear(body: Buffer, told: Told, response: ServerResponse): void {
  try {
    told.tell(JSON.parse(body.toString()))
    response.writeHead(204).end()
  } catch (cause) {
    response.writeHead(400).end(`${cause instanceof Error ? cause.message : cause}\n`)
  }
}

async function put(answer: SignedAnswer | undefined, response: ServerResponse): Promise<void> {
  if (!answer) {
    response.writeHead(404).end()
    return
  }
  const { status, headers, body, afterMs = 0, pieces = 1, isCut } = answer
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  const pause = (ms: number) => wait(ms, undefined, { signal: closed.signal })
  // Whoever asked cuts the connection at last, and so ends what has no end.
  if (afterMs === Number.POSITIVE_INFINITY) return
  if (afterMs > 0) await pause(afterMs)
  if (isCut) {
    response.destroy()
    return
  }
  response.writeHead(status, { ...headers, 'Content-Length': body.length })
  const size = Math.ceil(body.length / pieces)
  for (let at = 0; at < body.length; at += size) {
    if (at > 0) await pause(PIECE_MS)
    response.write(body.subarray(at, at + size))
  }
  response.end()
}
