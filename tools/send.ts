import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSigned, send, signRequest } from './local/alipay.ts'
import { freshNotification } from './local/sample.ts'
import type { Senders } from './local/senders.ts'

const [platform = '', file] = process.argv.slice(2)
const dir = process.env.LOCAL_DIR || '.local'

/** Sends one signed notification to the local stack and prints the answer. */
try {
  const senders: Senders = JSON.parse(readFileSync(join(dir, 'senders.json'), 'utf8'))
  const sender = new Map(Object.entries(senders)).get(platform)
  if (!sender)
    throw new Error(`usage: npm run send -- <${Object.keys(senders).join('|')}> [file with the body]`)
  const body = file ? readFileSync(file) : freshNotification(platform, Date.now().toString(36))
  const request = signRequest(sender, body)
  const reply = await send(request)
  console.log(
    `HTTP ${reply.status}, ${isSigned(reply, sender, request.target) ? 'the signature holds' : 'NOT SIGNED'}`,
  )
  console.log(reply.body.toString())
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause)
  process.exit(1)
}
