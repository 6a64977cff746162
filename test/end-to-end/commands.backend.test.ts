import { createHmac, hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { send, signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { startDemoBackend } from '../../tools/demo-backend/start.ts'
import { startLocal } from '../../tools/local/stack.ts'
import { listen } from '../../tools/loopback/ports.ts'
import { selfSigned } from '../../tools/loopback/self-signed.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { answerTo, SEND_AGAIN, TAKEN } from '../support/request/answer.ts'
import { newClient, secretOf } from '../support/request/new-client.ts'
import { newBody } from '../support/request/requests.ts'
import { newCommand, openCallers } from '../support/stack/command-urls.ts'
import { type FaultyStackOptions, startFaultyStack } from '../support/stack/faulty-stack.ts'
import { startStack } from '../support/stack/local-stack.ts'
import { startRawBackend } from '../support/stack/raw-backend.ts'

const outcomes = {
  success:
    '{"result":{"resultStatus":"S","resultCode":"SUCCESS"},"paymentId":"1","paymentTime":"2026-11-21T08:00:00Z"}',
  waiting: '{"result":{"resultStatus":"U","resultCode":"WAITING"}}',
}
let outcome = outcomes.success
const backend = await startRawBackend((socket) => {
  socket.end(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${outcome}`)
})
const stack = await startStack({ BACKEND_URL: `${backend.url}/alipay/` })
afterAll(() => backend[Symbol.asyncDispose]())
const wallet = stack.commander('wallet')
const secret = JSON.parse(readFileSync(join(stack.files.secrets, 'wallet.json'), 'utf8'))
const { bearer } = secret.clients[wallet.clientId].backend
/** That of the test vector which the Standard Webhooks libraries share. */
const signatureKey = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const { sender, signing, verifying } = newClient(wallet.commandsUrl, 'SIGNED')
const signed = { ...sender, commandsUrl: wallet.commandsUrl }
await stack.restart(() => {
  const entry = {
    signing: [signing],
    verifying: [verifying],
    backend: { signatureKey: `whsec_${signatureKey}` },
  }
  stack.putSecret('wallet', secretOf({ ...secret.clients, SIGNED: entry }))
})

/** Each request that the backend was sent since, read as its author would. */
function requestsSince(count: number) {
  return backend.requests.slice(count).map((request) => {
    const [head = '', body = ''] = request.split('\r\n\r\n')
    const [line, ...fields] = head.split('\r\n')
    const headers = Object.fromEntries(fields.map((field) => field.split(': ')))
    return { line, headers, body }
  })
}

async function post(api: string, body: string, from = wallet) {
  const sent = backend.requests.length
  const answer = await answerTo(signCommand(from, api, body), from)
  return { answer, requests: requestsSince(sent) }
}

describe('a backend of the user’s own', () => {
  it('is sent the command and the headers that the README names, and its outcome is told', async () => {
    const digits = '12345678901234567890'
    const body = newCommand('wallet', 'pay', { digits, note: 'für Ä' })
    const before = Date.now()
    const { answer, requests } = await post('pay', body.replace(`"${digits}"`, digits))
    expect(answer).toBe(TAKEN)
    expect(requests).toMatchObject([
      {
        line: 'POST /alipay/wallet/pay HTTP/1.1',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': expect.stringMatching(/^[\w-]{43}$/),
          'Alipay-Client-Id': wallet.clientId,
          'Alipay-Attempt': '1',
          Authorization: `Bearer ${bearer}`,
        },
      },
    ])
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual(JSON.parse(body))
    const { 'Alipay-Deadline': deadline = '', 'X-Correlation-Id': id } = requests[0]?.headers ?? {}
    expect(deadline).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(Date.parse(deadline) - before).toBeGreaterThanOrEqual(7_300)
    expect(Date.parse(deadline) - Date.now()).toBeLessThanOrEqual(7_300)
    await expect.poll(() => stack.log(), { timeout: 5_000 }).toContain(`"correlationId":"${id}"`)
  })

  it('is told the same key for each attempt, and another for the cancel', async () => {
    const body = newCommand('wallet', 'pay')
    outcome = outcomes.waiting
    expect((await post('pay', body)).answer).toBe('200 U WAITING signed')
    outcome = outcomes.success
    expect((await post('pay', body)).answer).toBe(TAKEN)
    expect((await post('cancelPayment', body)).answer).toBe(TAKEN)
    const [first, second, cancel] = requestsSince(backend.requests.length - 3).map(({ headers }) => headers)
    expect([first, second, cancel].map((headers) => headers?.['Alipay-Attempt'])).toEqual(['1', '2', '1'])
    expect(second?.['Idempotency-Key']).toBe(first?.['Idempotency-Key'])
    expect(cancel?.['Idempotency-Key']).not.toBe(first?.['Idempotency-Key'])
  })

  it('knows us by a signature, where the client has a key for that', async () => {
    const { answer, requests } = await post('pay', newCommand('wallet', 'pay'), signed)
    expect(answer).toBe(TAKEN)
    const [{ headers = {}, body = '' } = {}] = requests
    const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature } = headers
    const hmac = createHmac('sha256', Buffer.from(signatureKey, 'base64')).update(`${id}.${seconds}.${body}`)
    expect(signature).toBe(`v1,${hmac.digest('base64')}`)
    const bound = ['Idempotency-Key', 'Alipay-Client-Id', 'Alipay-Attempt', 'Alipay-Deadline']
    const call = ['/wallet/pay', ...bound.map((name) => headers[name])].join('\n')
    expect(id).toBe(hash('sha256', call, 'base64url'))
    expect(Math.abs(Date.now() / 1000 - Number(seconds))).toBeLessThan(5)
    expect(headers).not.toHaveProperty('Authorization')
    expect(stack.log()).not.toContain(signatureKey)
  })
})

const start = (options: FaultyStackOptions) =>
  startFaultyStack({ commanding: ['wallet'], delivers: false, ...options }, onTestFinished)

describe('a backend over https', () => {
  it('whose certificate nobody vouches for is sent nothing: the command is answered U', async () => {
    const requests: unknown[] = []
    const server = createServer(selfSigned(), (request, response) => {
      requests.push(request.url)
      response.end(outcomes.success)
    })
    onTestFinished(() => void server.close())
    const started = await start({ env: { BACKEND_URL: `https://localhost:${await listen(server, 0)}` } })
    const caller = openCallers(started)('wallet')
    expect(await caller.outcomeOf(caller.sign('pay', newCommand('wallet', 'pay')))).toMatchObject({
      answer: SEND_AGAIN,
      counted: ['backend-failed pay'],
    })
    expect(requests).toEqual([])
    await expect
      .poll(() => started.log(), { timeout: 5_000 })
      .toContain('"cause":"Error: the backend gave no answer: DEPTH_ZERO_SELF_SIGNED_CERT"')
  })
})

describe('a setting of the commands that is wrong', () => {
  const wrong = [
    ['BACKEND_URL is not set', { BACKEND_URL: '' }],
    ['BACKEND_URL must be a URL such as', { BACKEND_URL: 'http://backend.example.com' }],
    ['BACKEND_URL must be a URL such as', { BACKEND_URL: 'https://user:canary@backend.example.com' }],
    ['JOURNAL_RETENTION_DAYS must be 0, for ever, or at least 400', { JOURNAL_RETENTION_DAYS: '30' }],
  ] as const

  it.each(wrong)('answers 503, and the log says in a line: %s', async (line, env) => {
    const started = await start({ env, commanding: ['acquirer'], platforms: ['acquirer'] })
    const { sender, ...caller } = openCallers(started)('acquirer')
    const { status, headers, result } = await send(
      caller.sign('pushPayment', newCommand('acquirer', 'pushPayment')),
    )
    expect([status, result?.resultStatus, headers.signature]).toEqual([503, 'U', undefined])
    const lines = () => started.log().match(/^.*"message":".*$/gm) ?? []
    await expect.poll(() => lines().length, { timeout: 5_000 }).toBe(1)
    expect(lines()[0]).toContain(`wrong settings: ${line}`)
    expect(started.log()).not.toMatch(/canary| {2,}at |\.[jt]s:\d/)
    expect(started.backendProxy.calls).toEqual([])
    expect(await answerTo(signRequest(sender, newBody('acquirer')), sender)).toBe(TAKEN)
  })

  it.each(wrong.slice(1))('keeps the local stack from starting, in a line: %s', async (line, env) => {
    const options = {
      dir: temporaryFolder(),
      port: 0,
      bundles: '',
      env,
      report: () => undefined,
      startBackend: startDemoBackend,
    }
    await expect(startLocal(options)).rejects.toMatchObject({
      name: 'Problem',
      message: expect.stringMatching(new RegExp(`^${line}.*$`)),
    })
  })
})
