import { createPublicKey } from 'node:crypto'
import { declaredFunctions, type Variables } from '../declared/functions.ts'
import { functionVariables } from '../local/variables.ts'
import { type BenchStack, PEER_TABLE } from './bench-stack.ts'
import type { Contest } from './contests.ts'

/** The environment of our function of a contest, and in it what the peer takes instead of the secret. */
export function variablesOf(contest: Contest, stack: BenchStack): Variables {
  const functions = declaredFunctions({ BACKEND_URL: stack.backendUrl })
  const declared = functions.find(({ name }) => name === contest.ours)
  if (!declared) throw new Error(`serverless.yml does not declare ${contest.ours}`)
  const { sender, secret } = stack.keysOf(contest.platform)
  const { signing, backend } = JSON.parse(secret).clients[sender.clientId]
  const alipayKey = createPublicKey(sender.privateKey).export({ type: 'spki', format: 'pem' })
  return {
    ...functionVariables(declared, stack.endpoints),
    PEER_TABLE,
    PEER_PRIVATE_KEY: signing[0].key,
    ALIPAY_PUBLIC_KEY: alipayKey.toString(),
    ...(backend && { PEER_BACKEND_TOKEN: backend.bearer }),
  }
}
