import { createPublicKey } from 'node:crypto'
import { declaredFunctions, type Variables } from '../local/functions.ts'
import { functionVariables } from '../local/variables.ts'
import type { Contest } from './contests.ts'
import { PEER_TABLE, type Place } from './place.ts'

/** The environment of our function of a contest, and in it what the peer takes instead of the secret. */
export function variablesOf(contest: Contest, place: Place): Variables {
  const functions = declaredFunctions({ BACKEND_URL: place.backendUrl })
  const declared = functions.find(({ name }) => name === contest.ours)
  if (!declared) throw new Error(`serverless.yml does not declare ${contest.ours}`)
  const { sender, secret } = place.keysOf(contest.platform)
  const { signing, backend } = JSON.parse(secret).clients[sender.clientId]
  const alipayKey = createPublicKey(sender.privateKey).export({ type: 'spki', format: 'pem' })
  return {
    ...functionVariables(declared, place.endpoints),
    PEER_TABLE,
    PEER_PRIVATE_KEY: signing[0].key,
    ALIPAY_PUBLIC_KEY: alipayKey.toString(),
    ...(backend && { PEER_BACKEND_TOKEN: backend.bearer }),
  }
}
