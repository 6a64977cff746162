import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import { signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { readJournal } from '../support/journal-table.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody } from '../support/requests.ts'

const UNAVAILABLE = '503 U UNKNOWN_EXCEPTION unsigned'

const stack = await startStack()

const secrets = [
  { platform: 'acquirer', what: 'whose client has no keys', text: '{"clients": {"LOCAL_ACQUIRER": {}}}' },
  { platform: 'antom', what: 'that has no value', text: '' },
  { platform: 'mini-program', what: 'that is not JSON', text: '{"clients": {' },
  { platform: 'wallet', what: 'whose client has no keys', text: '{"clients": {"LOCAL_WALLET": {}}}' },
  { platform: 'worldfirst', what: 'that names no client', text: '{"clients": {}}' },
].map((row) => ({
  ...row,
  whole: readFileSync(join(stack.files.secrets, `${row.platform}.json`), 'utf8'),
}))

await stack.restart(() => {
  for (const { platform, text } of secrets) stack.putSecret(platform, text)
})

describe('with a secret', () => {
  it.each(secrets.filter(({ platform }) => platform !== 'wallet'))(
    '$what, $platform is answered 503 and nothing is kept, until the keys are there',
    async ({ platform, whole }) => {
      const sender = stack.sender(platform)
      const post = () => answerTo(signRequest(sender, newBody(platform)), sender)
      const { value, left } = await stack.leaving(post)
      expect(value).toBe(UNAVAILABLE)
      expect(left).toEqual([])
      stack.putSecret(platform, whole)
      await vi.waitUntil(async () => (await post()) === TAKEN, { timeout: 5_000, interval: 100 })
    },
  )

  it.each(secrets.filter(({ platform }) => platform === 'wallet'))(
    '$what, $platform is answered 503 and nothing is begun, until the keys are there',
    async ({ platform, whole }) => {
      const sender = stack.commander(platform)
      const body = freshCommand(platform, 'pay', 'no-keys')
      const post = () => answerTo(signCommand(sender, 'pay', body), sender)
      expect(await post()).toBe(UNAVAILABLE)
      expect(await readJournal(stack.files.environment)).toEqual([])
      stack.putSecret(platform, whole)
      await vi.waitUntil(async () => (await post()) === TAKEN, { timeout: 5_000, interval: 100 })
    },
  )
})
