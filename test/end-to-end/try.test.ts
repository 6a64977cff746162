import { expect, it } from 'vitest'
import { send, signRequest, isSigned } from '../../tools/local/alipay.ts'
import { freshNotification } from '../../tools/local/sample.ts'
import { startStack } from '../support/local-stack.ts'
const t0 = Date.now()
const stack = await startStack()
console.log('start', Date.now() - t0)
it('works', async () => {
  for (const p of ['antom', 'acquirer', 'worldfirst', 'mini-program']) {
  const s = stack.sender(p)
  const r = signRequest(s, freshNotification(p, '1'))
  const t = Date.now()
  const { value, left } = await stack.leaving(() => send(r))
  console.log(p, Date.now() - t, value.status, value.body.toString(), isSigned(value, s, r.target), left)
  console.log(await stack.eventsOf(left), Date.now() - t)
  }
  const t1 = Date.now()
  for (let i = 0; i < 50; i++) await send(signRequest(stack.sender('antom'), freshNotification('antom', 'a' + i)))
  console.log('50 in', Date.now() - t1)
  const big = JSON.parse(freshNotification('antom', 'big'))
  big.x = require('node:crypto').randomBytes(500_000).toString('base64')
  console.log((await send(signRequest(stack.sender('antom'), JSON.stringify(big)))).body.toString())
  console.log(stack.log().slice(0, 3000))
  console.log(stack.log().slice(-3000))
})
