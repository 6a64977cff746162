import { once } from 'node:events'
import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { HOST, listen } from '../../../tools/loopback/ports.ts'

/** One call of AWS's JSON protocols, or of the partner's backend. */
export interface Call {
  /** As AWS names it: `DynamoDB_20120810.PutItem`. Of the backend the path: `/wallet/pay`. */
  readonly operation: string
  readonly input: Input
  readonly headers: IncomingHttpHeaders
}

/** What the tests read of it. */
interface Input {
  readonly Item?: { readonly sk?: { readonly S: string } }
  readonly Entries?: readonly Entry[]
}

/** Of PutEvents. */
export interface Entry {
  readonly Detail: string
}

export interface Answer {
  readonly status: number
  readonly body: Buffer | string
}

/** What befalls a call: it may reach the service or not, be answered or not, each once. */
export type Fate = (passage: Passage) => unknown

interface Passage {
  readonly call: Call
  /** Hands over to the service, and gives back what it answers. */
  forward(changedInput?: Input): Promise<Answer>
  answer(answer: Answer): void
  /** Breaks the connection. */
  cut(): void
}

export const pass: Fate = async ({ forward, answer }) => answer(await forward())
export const cut: Fate = (passage) => passage.cut()
export const hang: Fate = () => undefined
export const forwardAndCut: Fate = async (passage) => {
  await passage.forward()
  passage.cut()
}

/** The service acts at once; its answer takes its time. */
export function answerLate(ms: number): Fate {
  return async ({ forward, answer }) => {
    const late = await forward()
    await wait(ms)
    answer(late)
  }
}

/** The service hears of it late, and answers at once. */
export function actLate(ms: number): Fate {
  return async ({ forward, answer }) => {
    await wait(ms)
    answer(await forward())
  }
}

/** An error as AWS tells it; the service hears nothing of the call. */
export function refuse(type: string, status = 400): Fate {
  return ({ answer }) =>
    answer({ status, body: JSON.stringify({ __type: type, message: 'as the test wants' }) })
}

export type Which = (call: Call) => boolean

/** The calls of an operation, of any version of its service's protocol. */
export function callsOf(name: string): Which {
  return ({ operation }) => operation.endsWith(`.${name}`)
}

/** DynamoDB's writes of items whose sort key begins so. */
export function putsOf(prefix: string): Which {
  return ({ operation, input }) =>
    operation.endsWith('.PutItem') && input.Item?.sk?.S.startsWith(prefix) === true
}

export interface FaultProxy {
  readonly url: string
  /** Every call so far, whatever befell it. */
  readonly calls: readonly Call[]
  /** The next such calls, so many of them, meet this fate; what was said first is done first. */
  befall(which: Which, fate: Fate, times?: number): void
  /** All calls pass again. */
  calm(): void
  /** Refuses every connection until the returned function is called. */
  leave(): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Stands between the functions and what they call, which `upstream` tells by the operation. */
export async function startFaultProxy(upstream: (operation: string) => string): Promise<FaultProxy> {
  const calls: Call[] = []
  let rules: { readonly which: Which; readonly fate: Fate; times: number }[] = []
  const agent = new Agent({ keepAlive: true })

  function fateOf(call: Call): Fate {
    const rule = rules.find(({ which, times }) => times > 0 && which(call))
    if (rule) rule.times--
    return rule?.fate ?? pass
  }

  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming)
    const { headers, url = '' } = incoming
    const operation = String(headers['x-amz-target'] ?? url)
    const call: Call = { operation, input: body.length > 0 ? JSON.parse(body.toString()) : {}, headers }
    calls.push(call)
    try {
      await fateOf(call)({
        call,
        forward: (input) =>
          forward(incoming, input ? Buffer.from(JSON.stringify(input)) : body, upstream(operation), agent),
        answer: ({ status, body: answered }) =>
          response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(answered),
        cut: () => response.destroy(),
      })
    } catch {
      response.destroy()
    }
  })
  // Node's five seconds would close a connection that a busy machine takes up again just then.
  server.keepAliveTimeout = 60_000
  const port = await listen(server, 0)

  async function leave(): Promise<() => Promise<void>> {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    return async () => void (await listen(server, port))
  }

  return {
    url: `http://${HOST}:${port}`,
    calls,
    befall: (which, fate, times = Number.POSITIVE_INFINITY) => void rules.push({ which, fate, times }),
    calm() {
      rules = []
    },
    leave,
    async close() {
      if (server.listening) await leave()
      agent.destroy()
    },
  }
}

function forward(incoming: IncomingMessage, body: Buffer, to: string, agent: Agent): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const { method, headers, url } = incoming
  const options = { method, agent, headers: { ...headers, 'content-length': body.length } }
  const outgoing = request(new URL(url ?? '/', to), options, async (answered) =>
    resolve({ status: answered.statusCode ?? 502, body: await buffer(answered) }),
  )
  outgoing.on('error', reject).end(body)
  return promise
}
