import type { Exchange } from './exchange.ts'
import type { Reply, Signer } from './reply.ts'

/** Has an answer that is likely signed on the thread pool while the store answers; it leaves only if it comes to it. */
export function anticipate(exchange: Exchange, reply: Reply, sign: Signer): void {
  const response = sign(reply)
  response.catch(() => undefined)
  exchange.anticipated = { reply, response }
}
