import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { signRequest } from '../../tools/local/alipay.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody } from '../support/requests.ts'

const stack = await startStack()

const secrets = [
  { platform: 'acquirer', what: 'whose client has no keys', text: '{"clients": {"LOCAL_ACQUIRER": {}}}' },
  { platform: 'antom', what: 'that has no value', text: '' },
  { platform: 'mini-program', what: 'that is not JSON', text: '{"clients": {' },
  { platform: 'worldfirst', what: 'that names no client', text: '{"clients": {}}' },
].map((row) => ({
  ...row,
  whole: readFileSync(join(stack.files.secrets, `${row.platform}.json`), 'utf8'),
}))

await stack.restart(() => {
  for (const { platform, text } of secrets) stack.putSecret(platform, text)
})

describe('with a secret', () => {
  it.each(secrets)(
    '$what, $platform is answered 503 and nothing is kept, until the keys are there',
    async ({ platform, whole }) => {
      const sender = stack.sender(platform)
      const post = () => answerTo(signRequest(sender, newBody(platform)), sender)
      const { value, left } = await stack.leaving(post)
      expect(value).toBe('503 U UNKNOWN_EXCEPTION unsigned')
      expect(left).toEqual([])
      stack.putSecret(platform, whole)
      await vi.waitUntil(async () => (await post()) === TAKEN, { timeout: 5_000, interval: 100 })
    },
  )
})
