import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { signRequest } from '../../tools/local/alipay.ts'
import { createEnvironments } from '../../tools/local/environments.ts'
import { openGateway } from '../../tools/local/gateway.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody } from '../support/requests.ts'

const stack = await startStack()
const SORRY = '503 U UNKNOWN_EXCEPTION unsigned'

describe('a secret', () => {
  it.each([
    ['that does not exist', 'acquirer', undefined],
    ['that has no value', 'antom', ''],
    ['that is not JSON', 'mini-program', '{"clients": {'],
    ['that names no client', 'worldfirst', '{"clients": {}}'],
  ])('%s is answered 503 and nothing is kept, until the keys are there', async (_, platform, text) => {
    const keys = readFileSync(join(stack.files.secrets, `${platform}.json`), 'utf8')
    const sender = stack.sender(platform)
    const post = () => answerTo(signRequest(sender, newBody(platform)), sender)
    stack.putSecret(platform, text)
    expect(await stack.leaving(post)).toEqual({ value: SORRY, left: [] })
    stack.putSecret(platform, keys)
    await vi.waitFor(async () => expect(await post()).toBe(TAKEN), { timeout: 5_000, interval: 100 })
  })
})

describe('a setting', () => {
  const valid = { RECEIPTS_TABLE: 'receipts', SECRET_NAME: 'secret', AWS_REGION: 'us-east-1' }

  /** Antom's function with these variables behind a gateway: the local stack itself would not start with them. */
  async function openFunction(variables: Readonly<Record<string, string>>) {
    const printed: string[] = []
    const environments = createEnvironments({
      bundle: join(import.meta.dirname, '../../dist/antom-notifications/index.js'),
      variables: { ...valid, ...variables },
      timeoutMs: 4_000,
      print: (line) => printed.push(line),
    })
    const gateway = await openGateway({
      port: 0,
      routes: [{ key: 'POST /antom/notify/{proxy+}', functionName: 'antom-notifications' }],
      invoke: (_, event, requestId) => environments.invoke(event, requestId),
    })
    onTestFinished(async () => {
      await gateway.close()
      await environments.close()
    })
    const logged = () => printed.map((line) => JSON.parse(line)).filter(({ message }) => message)
    return { sender: { ...stack.sender('antom'), url: `${gateway.url}/antom/notify` }, logged }
  }

  it.each([
    [{ RECEIPTS_TABLE: '' }, 'RECEIPTS_TABLE is not set'],
    [{ MAX_AGE_HOURS: 'two' }, 'MAX_AGE_HOURS must be a number such as 48, not "two"'],
    [{ PUBLIC_PATHS: 'api/back' }, 'PUBLIC_PATHS must be paths that begin with /'],
    [{ RETENTION_DAYS: '2' }, 'RETENTION_DAYS (2) must exceed MAX_AGE_HOURS (48)'],
  ])(
    '%o that is wrong is answered 503, and the log says what is wrong in one line',
    async (variables, says) => {
      const { sender, logged } = await openFunction(variables)
      expect(await answerTo(signRequest(sender, newBody('antom')), sender)).toBe(SORRY)
      await vi.waitUntil(() => logged().length > 0, { timeout: 5_000, interval: 20 })
      expect(logged()).toMatchObject([
        { level: 'ERROR', message: expect.stringContaining(`wrong settings: ${says}`) },
      ])
    },
  )
})
