import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import { type SignedRequest, signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { readAnswer, TAKEN } from '../support/answer.ts'
import { type FaultyStack, startFaultyStack } from '../support/faulty-stack.ts'
import { newBody } from '../support/requests.ts'

const root = join(import.meta.dirname, '../..')
const serverless = createRequire(import.meta.url).resolve('serverless/bin/serverless.js')
const platforms = ['acquirer', 'antom', 'mini-program', 'worldfirst']

let stack: FaultyStack
beforeAll(async () => {
  stack = await startFaultyStack({ platforms, commanding: ['wallet'], delivers: false })
})
afterAll(() => stack.stop())

/** What `npx serverless invoke local` prints last: the function's result. */
async function invoke(functionName: string, event: object) {
  const path = join(stack.files.dir, `${functionName}.json`)
  writeFileSync(path, JSON.stringify(event))
  const args = ['invoke', 'local', '--stage', 'local', '--function', functionName, '--path', path]
  const access = JSON.parse(readFileSync(stack.files.environment, 'utf8'))
  const { stdout } = await promisify(execFile)(process.execPath, [serverless, ...args], {
    cwd: root,
    env: { HOME: process.env.HOME, BACKEND_URL: stack.backendProxy.url, ...access },
  })
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{\n')))
}

/** As the gateway hands it over. */
const eventOf = ({ target, headers, body }: SignedRequest) => ({
  version: '2.0',
  rawPath: target,
  rawQueryString: '',
  headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
  body: body.toString(),
  isBase64Encoded: false,
})

describe.concurrent('serverless invoke local', () => {
  it.for(platforms)('takes a notification of %s', async (platform, { expect }) => {
    const sender = stack.sender(platform)
    const request = signRequest(sender, newBody(platform))
    const { statusCode, ...reply } = await invoke(`${platform}-notifications`, eventOf(request))
    expect(readAnswer(toReply(statusCode, reply), sender, request.target)).toBe(TAKEN)
  })

  it('executes a command of wallet', async ({ expect }) => {
    const sender = stack.commander('wallet')
    const request = signCommand(sender, 'pay', freshCommand('wallet', 'pay', 'invoked'))
    const { statusCode, ...reply } = await invoke('wallet-commands', eventOf(request))
    expect(readAnswer(toReply(statusCode, reply), sender, '/wallet/pay')).toBe(TAKEN)
    expect(stack.backendProxy.calls.map(({ operation }) => operation)).toEqual(['/wallet/pay'])
  })
})

function toReply(status: number, { headers, body }: { headers: Record<string, string>; body: string }) {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return {
    status,
    headers: Object.fromEntries(lower),
    body: Buffer.from(body),
    result: JSON.parse(body).result,
  }
}

it('serverless invoke local delivers a receipt', async () => {
  const [receipt] = await stack.receipts()
  const Keys = { pk: { S: receipt?.subjectKey }, sk: { S: receipt?.receiptKey } }
  const record = { eventName: 'INSERT', dynamodb: { Keys, SequenceNumber: '1' } }
  expect(await invoke('deliver-receipts', { Records: [record] })).toEqual({ batchItemFailures: [] })
  expect(stack.events()).toHaveLength(1)
})
