import { describe, expect, it } from 'vitest'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { isSigned, type Reply, type SignedRequest } from '../../tools/alipay/signed-request.ts'
import {
  cancelled,
  cancelOf,
  failingAt,
  paid,
  payment,
  rejected,
  undecided,
  work,
} from '../support/execute-parts.ts'
import { withHeader } from '../support/requests.ts'
import { openCommandFunction } from './command-function.ts'

const PAY = '/wallet/pay'
const HOUR = 3_600_000
const never = () => new Promise<never>(() => undefined)
const resultOf = ({ status, result }: Reply) => [status, result?.resultStatus, result?.resultCode].join(' ')
const forge = (request: SignedRequest): SignedRequest => ({
  ...request,
  body: Buffer.from(String(request.body).replace('"100"', '"900"')),
})

describe('a genuine command', () => {
  it('is answered with its outcome, over the signed URI', async () => {
    const receiver = openCommandFunction(wallet)
    const reply = await receiver.post(receiver.sign('pay', payment))
    expect([reply.status, String(reply.body)]).toEqual([200, JSON.stringify(paid)])
    expect(isSigned(reply, receiver.sender, PAY)).toBe(true)
    expect(receiver.counts).toEqual(['succeeded pay'])
  })

  it('is answered when it repeats with the text that was stored, signed afresh', async () => {
    const receiver = openCommandFunction(wallet, { does: [() => paid, () => rejected] })
    const request = receiver.sign('pay', payment)
    const first = await receiver.post(request)
    await receiver.time.pass(2_000)
    const again = await receiver.post(request)
    expect(String(again.body)).toBe(String(first.body))
    expect(isSigned(again, receiver.sender, PAY)).toBe(true)
    expect(again.headers['response-time']).not.toBe(first.headers['response-time'])
    expect(receiver.counts).toEqual(['succeeded pay', 'repeated pay'])
  })

  it('is named by the public path that it was signed over, and answered over it', async () => {
    const publicPaths = { prefix: '', paths: ['/aps/cancelPayment'] }
    const receiver = openCommandFunction(wallet, { publicPaths, does: [() => cancelled] })
    const reply = await receiver.post(receiver.sign('pay', cancelOf(payment), { uri: '/aps/cancelPayment' }))
    expect(resultOf(reply)).toBe('200 S SUCCESS')
    expect(isSigned(reply, receiver.sender, '/aps/cancelPayment')).toBe(true)
    expect(receiver.calls).toMatchObject([{ api: 'cancelPayment' }])
  })

  it('has its deadline counted from when API Gateway had it, and carries its id and the credential', async () => {
    const receiver = openCommandFunction(wallet)
    await receiver.post(receiver.sign('pay', payment), { waited: 1_000 })
    expect(receiver.calls).toMatchObject([
      {
        deadline: receiver.time.clock() - 1_000 + 7_300,
        correlationId: 'correlation-1',
        credential: { kind: 'bearer', token: 'bearer-token-canary' },
      },
    ])
  })

  it('is answered U, signed, at its deadline, and what comes then is for the log alone', async () => {
    const { does, returns } = work()
    const receiver = openCommandFunction(wallet, { does: [does] })
    const answering = receiver.post(receiver.sign('pay', payment))
    await receiver.time.pass(7_300)
    const reply = await answering
    expect(resultOf(reply)).toBe('200 U PAYMENT_IN_PROCESS')
    expect(isSigned(reply, receiver.sender, PAY)).toBe(true)
    receiver.time.freeze(60_000)
    returns(paid)
    await receiver.time.pass(0)
    expect(receiver.counts).toEqual(['timed-out pay'])
    expect(receiver.logs.slice(1)).toEqual([
      {
        level: 'warn',
        message: 'command ended after its answer',
        line: {
          correlationId: 'correlation-1',
          functionRequestId: 'invocation-1',
          platform: 'wallet',
          contract: 'command',
          path: '/wallet/pay',
          bytes: 112,
          durationMs: 67_300,
          waitedMs: 67_300,
          backendMs: 67_300,
          api: 'pay',
          operation: 'payment#request-1',
          disposition: 'succeeded',
        },
      },
    ])
  })
})

describe('an outcome', () => {
  it('is signed while it is recorded', async () => {
    const receiver = openCommandFunction(wallet, {
      through: (journal) => ({
        ...journal,
        settle(settlement) {
          receiver.time.freeze(2_000)
          return journal.settle(settlement)
        },
      }),
    })
    const begun = Math.floor(receiver.time.clock() / 1_000) * 1_000
    const reply = await receiver.post(receiver.sign('pay', payment))
    expect(resultOf(reply)).toBe('200 S SUCCESS')
    expect(isSigned(reply, receiver.sender, PAY)).toBe(true)
    expect(Date.parse(String(reply.headers['response-time']))).toBe(begun)
    expect(receiver.time.clock()).toBeGreaterThanOrEqual(begun + 2_000)
  })
})

describe('what a command came to', () => {
  const illegal = { ...payment, paymentAmount: 'a lot' }
  const other = { ...payment, customerToken: 'another' }
  const unknown = () => undefined

  it.each([
    ['succeeded pay', 'info', 'S SUCCESS', [() => paid], [['pay', payment]]],
    ['failed pay', 'info', 'F RISK_REJECT', [() => rejected], [['pay', payment]]],
    ['undecided pay', 'info', 'U UNKNOWN_EXCEPTION', [() => undecided], [['pay', payment]]],
    [
      'repeated pay',
      'info',
      'S SUCCESS',
      [() => paid],
      [
        ['pay', payment],
        ['pay', payment],
      ],
    ],
    [
      'in-progress pay',
      'info',
      'U PAYMENT_IN_PROCESS',
      [unknown],
      [
        ['cancelPayment', payment],
        ['pay', payment],
      ],
    ],
    [
      'closed pay',
      'info',
      'F ORDER_IS_CLOSED',
      [() => cancelled],
      [
        ['cancelPayment', payment],
        ['pay', payment],
      ],
    ],
    [
      'inconsistent pay',
      'warn',
      'F REPEAT_REQ_INCONSISTENT',
      [() => paid],
      [
        ['pay', payment],
        ['pay', other],
      ],
    ],
    ['param-illegal pay', 'warn', 'F PARAM_ILLEGAL', [], [['pay', illegal]]],
    ['unknown-api unknown', 'warn', 'F INVALID_API', [], [['payLater', payment]]],
    ['wrong-url unknown', 'warn', 'U UNKNOWN_EXCEPTION', [], [['notifyPayment', payment]]],
    ['outcome-malformed pay', 'error', 'U UNKNOWN_EXCEPTION', [unknown], [['pay', payment]]],
    [
      'backend-failed pay',
      'error',
      'U UNKNOWN_EXCEPTION',
      [() => Promise.reject(new Error('reset'))],
      [['pay', payment]],
    ],
  ] as const)(
    'is counted %s, logged as %s and answered %s, signed',
    async (count, level, answer, does, sent) => {
      const receiver = openCommandFunction(wallet, { does })
      const replies: Reply[] = []
      for (const [api, body] of sent) replies.push(await receiver.post(receiver.sign(api, body)))
      const [last] = replies.slice(-1)
      if (!last) throw new Error('nothing was sent')
      expect(resultOf(last)).toBe(`200 ${answer}`)
      expect(isSigned(last, receiver.sender, `/wallet/${sent.at(-1)?.[0]}`)).toBe(true)
      expect(receiver.counts.at(-1)).toBe(count)
      expect(receiver.logs.at(-1)).toMatchObject({ level, message: `command ${count.split(' ')[0]}` })
    },
  )

  it('is too old where its Request-Time is, and is counted beside what is odd about that', async () => {
    const receiver = openCommandFunction(wallet)
    const at = (ms: number) => new Date(receiver.time.clock() + ms).toISOString()
    const old = await receiver.post(receiver.sign('pay', payment, { time: at(-48 * HOUR - 1) }))
    const unparsed = await receiver.post(receiver.sign('pay', payment, { time: '2026.11' }))
    const future = await receiver.post(receiver.sign('pay', payment, { time: at(600_001) }))
    expect([old, unparsed, future].map(resultOf)).toEqual([
      '200 U UNKNOWN_EXCEPTION',
      '200 U UNKNOWN_EXCEPTION',
      '200 S SUCCESS',
    ])
    expect(receiver.counts).toEqual([
      'too-old unknown',
      'too-old unknown',
      'time-unparsed unknown',
      'succeeded pay',
      'future-time pay',
    ])
    expect(receiver.calls).toHaveLength(1)
  })

  it('is an error where the deadline comes first, and a warning where another came between', async () => {
    const { does, returns } = work()
    const receiver = openCommandFunction(wallet, { does: [does, never] })
    const paying = receiver.post(receiver.sign('pay', payment))
    await receiver.time.pass(0)
    await receiver.post(receiver.sign('cancelPayment', payment))
    returns(paid)
    expect(resultOf(await paying)).toBe('200 U PAYMENT_IN_PROCESS')
    const cancelling = receiver.post(receiver.sign('cancelPayment', payment))
    await receiver.time.pass(7_300)
    await cancelling
    expect(receiver.logs.map(({ level, message }) => [level, message])).toEqual([
      ['info', 'command in-progress'],
      ['warn', 'command overtaken'],
      ['error', 'command timed-out'],
    ])
  })

  it('is logged with what names it, and nothing that it or its answer says', async () => {
    const receiver = openCommandFunction(wallet)
    const request = withHeader(receiver.sign('pay?key=query-canary', payment), 'Agent-Token', 'agent-canary')
    await receiver.post(request)
    await receiver.post(forge(request))
    await receiver.post(
      receiver.sign('pay', { ...payment, paymentRequestId: 'request-2', paymentAmount: ['value-canary'] }),
    )
    expect(receiver.logs[0]?.line).toEqual({
      functionRequestId: 'invocation-1',
      contract: 'command',
      path: '/wallet/pay',
      durationMs: 0,
      waitedMs: 0,
      backendMs: 0,
      status: 200,
      signed: true,
      platform: 'wallet',
      api: 'pay',
      remarks: [],
      clientId: 'CLIENT_1',
      keyVersion: '1',
      uri: '/wallet/pay',
      requestTime: expect.any(String),
      bytes: request.body.length,
      correlationId: 'correlation-1',
      operation: 'payment#request-1',
      cause: undefined,
    })
    expect(receiver.logs[2]?.line).toMatchObject({ api: 'pay', cause: 'paymentAmount.currency' })
    const signature = new Map(request.headers).get('Signature')?.split('signature=')[1] ?? ''
    const logged = JSON.stringify(receiver.logs)
    for (const hidden of [signature, 'canary', 'JPY', 'SUCCESS', 'PRIVATE KEY', 'PUBLIC KEY']) {
      expect(logged).not.toContain(hidden)
    }
  })
})

describe('before anything of it is read', () => {
  const expectNothingDone = (receiver: ReturnType<typeof openCommandFunction>) =>
    expect([receiver.calls.length, receiver.record.requests()]).toEqual([0, 0])

  it.each([
    [wallet, '200 F INVALID_SIGNATURE'],
    [acquirer, '200 F INVALID_SIGNATURE'],
    [miniProgram, '200 U UNKNOWN_EXCEPTION'],
  ] as const)(
    'a command that is not genuine is refused by $name with %s, signed',
    async (platform, answer) => {
      const receiver = openCommandFunction(platform)
      const reply = await receiver.post(forge(receiver.sign('pay', payment)))
      expect(resultOf(reply)).toBe(answer)
      expect(isSigned(reply, receiver.sender, `/${platform.name}/pay`)).toBe(true)
      expect(receiver.counts).toEqual(['refused signature-mismatch'])
      expectNothingDone(receiver)
    },
  )

  it.each([
    [wallet, '200 F INVALID_CLIENT'],
    [acquirer, '200 F INVALID_CLIENT'],
    [miniProgram, '200 U UNKNOWN_EXCEPTION'],
  ] as const)('an unknown client is answered by $name with %s, unsigned', async (platform, answer) => {
    const receiver = openCommandFunction(platform)
    const reply = await receiver.post(withHeader(receiver.sign('pay', payment), 'Client-Id', 'SOMEBODY'))
    expect(resultOf(reply)).toBe(answer)
    expect(reply.headers.signature).toBeUndefined()
    expectNothingDone(receiver)
  })

  it('the API that a command names by another URL than it was signed over is not believed', async () => {
    const receiver = openCommandFunction(wallet)
    const reply = await receiver.post({ ...receiver.sign('cancelPayment', payment), target: PAY })
    expect(resultOf(reply)).toBe('200 F INVALID_SIGNATURE')
    expectNothingDone(receiver)
  })

  it('a body over 1 MiB is 413, and no readable key 503, both unsigned', async () => {
    const large = openCommandFunction(wallet)
    const keyless = openCommandFunction(wallet, { secret: '' })
    const tooLarge = await large.post(large.sign('pay', ' '.repeat(1_048_577)))
    const noKeys = await keyless.post(keyless.sign('pay', payment))
    expect([tooLarge, noKeys].map(resultOf)).toEqual(['413 U UNKNOWN_EXCEPTION', '503 U UNKNOWN_EXCEPTION'])
    expect([tooLarge, noKeys].map(({ headers }) => headers.signature)).toEqual([undefined, undefined])
    expect([...large.counts, ...keyless.counts]).toEqual([
      'too-large body-too-large',
      'no-keys client-unknown',
    ])
    for (const receiver of [large, keyless]) expectNothingDone(receiver)
  })
})

describe('a journal that fails', () => {
  const unrecorded = 'an outcome S is not recorded: Error: the table is gone'

  it.each([
    ['at the claim', failingAt('claim', 'never'), 'the claim: Error: the table is gone'],
    ['after the claim', failingAt('claim', 'unheard'), 'the claim: Error: the table is gone'],
    ['at the settlement', failingAt('settle', 'never'), unrecorded],
    ['after the settlement', failingAt('settle', 'unheard'), unrecorded],
  ])('%s is answered U, signed, and alarmed', async (_, through, cause) => {
    const receiver = openCommandFunction(wallet, { through })
    const reply = await receiver.post(receiver.sign('pay', payment))
    expect(resultOf(reply)).toBe('200 U UNKNOWN_EXCEPTION')
    expect(isSigned(reply, receiver.sender, PAY)).toBe(true)
    expect(receiver.counts).toEqual(['store-failed pay'])
    expect(receiver.logs).toMatchObject([
      {
        level: 'error',
        line: { correlationId: 'correlation-1', operation: 'payment#request-1', cause },
      },
    ])
  })

  it('by hanging is answered U, signed, before Lambda ends the function', async () => {
    const receiver = openCommandFunction(wallet, { through: (journal) => ({ ...journal, claim: never }) })
    const reply = await receiver.post(receiver.sign('pay', payment), { remaining: 501 })
    expect(resultOf(reply)).toBe('200 U UNKNOWN_EXCEPTION')
    expect(isSigned(reply, receiver.sender, PAY)).toBe(true)
    expect(receiver.counts).toEqual(['store-failed'])
    expect(receiver.logs).toMatchObject([{ level: 'error', line: { correlationId: 'correlation-1' } }])
  })
})
