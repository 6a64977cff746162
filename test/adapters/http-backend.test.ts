import { createHmac, hash } from 'node:crypto'
import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { forwardToBackend } from '../../lib/adapters/http-backend.ts'
import type { Command } from '../../lib/commands/backend.ts'
import { freePort, HOST } from '../../tools/loopback/ports.ts'
import { backendCommand, signatureKey } from '../support/backend-command.ts'
import { answerWith, type RawAnswer, startRawBackend } from '../support/raw-backend.ts'

const MAX_ANSWER_BYTES = 262_144
const clock = () => 1_614_265_330_999
const ok = answerWith('HTTP/1.1 200 OK', '{}')

/** What the backend was sent for one command: the head's lines and the body. */
async function sent(changes: Partial<Command>) {
  await using backend = await startRawBackend(ok)
  await forwardToBackend(backend.url, clock)(backendCommand(changes))
  const [head = '', body = ''] = String(backend.requests).split('\r\n\r\n')
  const [requestLine, ...headers] = head.split('\r\n')
  return { host: backend.url.slice('http://'.length), requestLine, headers, body }
}

describe('a command', () => {
  it('is one POST with the headers of the contract and no others', async () => {
    const { host, requestLine, headers, body } = await sent({})
    expect(requestLine).toBe('POST /wallet/pay HTTP/1.1')
    expect(headers).toEqual([
      `Host: ${host}`,
      'Content-Type: application/json',
      `Idempotency-Key: ${'k'.repeat(43)}`,
      'Alipay-Client-Id: CLIENT_1',
      'Alipay-Attempt: 2',
      'Alipay-Deadline: 2026-11-21T08:00:00.000Z',
      'X-Correlation-Id: correlation-1',
      'Authorization: Bearer token-of-the-partners-backend',
      'Connection: close',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ])
    expect(JSON.parse(body)).toEqual(backendCommand().request)
  })

  const signing = { kind: 'hmac', key: signatureKey } as const

  it('is signed by Standard Webhooks where the credential is a key', async () => {
    const { headers, body } = await sent({ credential: signing })
    const call = ['/wallet/pay', 'k'.repeat(43), 'CLIENT_1', '2', '2026-11-21T08:00:00.000Z']
    const id = hash('sha256', call.join('\n'), 'base64url')
    expect(headers).toContain(`webhook-id: ${id}`)
    expect(headers).toContain('webhook-timestamp: 1614265330')
    expect(headers).toContain(`webhook-signature: ${standardWebhooks(id, '1614265330', body)}`)
    expect(headers.join()).not.toContain('Authorization')
  })

  it.each<[string, Partial<Command>]>([
    ['platform', { platform: 'acquirer' }],
    ['API', { api: 'cancelPayment' }],
    ['operation', { idempotencyKey: 'o'.repeat(43) }],
    ['client', { clientId: 'CLIENT_2' }],
    ['attempt', { attempt: 1 }],
    ['deadline', { deadline: Date.parse('2026-11-21T08:00:00.001Z') }],
  ])('of another %s has another signature, its body being the same', async (_what, changes) => {
    const [one, other] = [
      await sent({ credential: signing }),
      await sent({ credential: signing, ...changes }),
    ]
    const proofOf = ({ headers }: { readonly headers: readonly string[] }) =>
      headers.filter((line) => /^webhook-(id|signature)/.test(line))
    expect(other.body).toBe(one.body)
    for (const line of proofOf(one)) expect(proofOf(other)).not.toContain(line)
  })

  it('goes without a proof within the machine where the client has none', async () => {
    const { headers } = await sent({ credential: undefined })
    expect(headers.filter((line) => /^(authorization|webhook)/i.test(line))).toEqual([])
  })

  it('goes to a path beneath that of the backend', async () => {
    await using backend = await startRawBackend(ok)
    await forwardToBackend(
      `${backend.url}/alipay/v1`,
      clock,
    )(backendCommand({ platform: 'mini-program', api: 'transfer' }))
    expect(backend.requests[0]).toMatch(/^POST \/alipay\/v1\/mini-program\/transfer HTTP/)
  })

  it('has a connection of its own', async () => {
    await using backend = await startRawBackend((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}'),
    )
    const forward = forwardToBackend(backend.url, clock)
    await forward(backendCommand())
    await forward(backendCommand())
    expect([backend.requests.length, backend.sockets.length]).toEqual([2, 2])
  })

  it.each([
    ['correlationId', 'one\r\nAuthorization: Bearer other'],
    ['clientId', 'one\nother'],
    ['idempotencyKey', 'Ā'],
  ])('that would add a header is not sent: %s', async (field, value) => {
    await using backend = await startRawBackend(ok)
    await expect(forwardToBackend(backend.url, clock)(backendCommand({ [field]: value }))).rejects.toThrow(
      /^the backend gave no answer: ERR_INVALID_CHAR$/,
    )
    expect(backend.sockets).toEqual([])
  })
})

/** As the specification says it, checked against the vector that its libraries share. */
function standardWebhooks(id: string, timestamp: string, body: string): string {
  const signature = createHmac('sha256', signatureKey).update([id, timestamp, body].join('.'))
  return `v1,${signature.digest('base64')}`
}

it('knows the published signature', () => {
  expect(standardWebhooks('msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', '{"test": 2432232314}')).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})

describe('the backend', () => {
  it.each(['https://backend.example.com', 'http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:1/a'])(
    'may be %s',
    (url) => {
      expect(forwardToBackend(url, clock)).toBeTypeOf('function')
    },
  )

  it.each([
    'http://backend.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost@example.com',
    'ws://127.0.0.1',
  ])('may not be %s', (url) => {
    expect(() => forwardToBackend(url, clock)).toThrow(/^the backend must be called by https$/)
  })
})

describe('an answer', () => {
  it.each<[string, RawAnswer, Uint8Array]>([
    [
      'of any bytes',
      answerWith('HTTP/1.1 200 OK\r\nContent-Length: 4', Buffer.of(0, 255, 10, 123)),
      Buffer.of(0, 255, 10, 123),
    ],
    ['of none', answerWith('HTTP/1.1 200 OK\r\nContent-Length: 0'), Buffer.of()],
    ['that ends with the connection', ok, Buffer.from('{}')],
    [
      'in chunks',
      answerWith('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked', '1\r\n{\r\n1\r\n}\r\n0\r\n\r\n'),
      Buffer.from('{}'),
    ],
    [
      'of the greatest length',
      answerWith('HTTP/1.1 200 OK', Buffer.alloc(MAX_ANSWER_BYTES, '7')),
      Buffer.alloc(MAX_ANSWER_BYTES, '7'),
    ],
  ])('is given as it came: %s', async (_what, answer, bytes) => {
    await using backend = await startRawBackend(answer)
    expect(await forwardToBackend(backend.url, clock)(backendCommand())).toEqual(bytes)
  })

  it.each<[string, RawAnswer, string]>([
    ['an error', answerWith('HTTP/1.1 500 token-of-the-partners-backend', '{}'), ' answered 500'],
    [
      'an error whose body never comes',
      (socket) => socket.write('HTTP/1.1 503 \r\nContent-Length: 1\r\n\r\n'),
      ' answered 503',
    ],
    ['another success', answerWith('HTTP/1.1 201 Created', '{}'), ' answered 201'],
    ['a part', answerWith('HTTP/1.1 206 Partial Content', '{}'), ' answered 206'],
    ['nothing at all', answerWith('HTTP/1.1 204 No Content'), ' answered 204'],
    [
      'another protocol',
      (socket) => socket.write('HTTP/1.1 101 \r\nConnection: upgrade\r\nUpgrade: any\r\n\r\n'),
      ' answered 101',
    ],
    ['no HTTP', answerWith('token-of-the-partners-backend'), ' gave no answer: HPE_INVALID_CONSTANT'],
    ['a reset', (socket) => socket.resetAndDestroy(), ' gave no answer: ECONNRESET'],
    ['the end of the connection', (socket) => socket.end(), ' gave no answer: ECONNRESET'],
    ['half a head', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le'), ' gave no answer: ECONNRESET'],
    [
      'less than its length',
      answerWith('HTTP/1.1 200 OK\r\nContent-Length: 3', '{}'),
      ' gave no answer: ECONNRESET',
    ],
    [
      'more than its length',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{}'),
      ' gave no answer: HPE_INVALID_CONSTANT',
    ],
    [
      'two lengths',
      answerWith('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2', '{}'),
      ' gave no answer: HPE_UNEXPECTED_CONTENT_LENGTH',
    ],
    [
      'half of its chunks',
      answerWith('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked', '2\r\n{}\r\n'),
      ' gave no answer: ECONNRESET',
    ],
    [
      'one byte too much',
      answerWith('HTTP/1.1 200 OK', Buffer.alloc(MAX_ANSWER_BYTES + 1, '7')),
      "'s answer is over 262144 bytes",
    ],
    ['a body without end', writeForEver, "'s answer is over 262144 bytes"],
  ])('is none, and is not asked for again: %s', async (_what, answer, message) => {
    await using backend = await startRawBackend(answer)
    const forward = forwardToBackend(backend.url, clock)
    for (const count of [1, 2]) {
      await expect(forward(backendCommand())).rejects.toThrow(new Error(`the backend${message}`))
      expect([backend.requests.length, backend.sockets.length]).toEqual([count, count])
    }
    await backend.closed()
  })

  it.each([301, 302, 303, 307, 308])('that redirects is not followed: %i', async (status) => {
    await using target = await startRawBackend(ok)
    await using backend = await startRawBackend(
      answerWith(`HTTP/1.1 ${status} Elsewhere\r\nLocation: ${target.url}/`, '{}'),
    )
    await expect(forwardToBackend(backend.url, clock)(backendCommand())).rejects.toThrow(
      new Error(`the backend answered ${status}`),
    )
    expect([backend.requests.length, target.sockets.length]).toEqual([1, 0])
  })

  it('is none where nobody listens', async () => {
    await expect(
      forwardToBackend(`http://${HOST}:${await freePort()}`, clock)(backendCommand()),
    ).rejects.toThrow(/^the backend gave no answer: ECONNREFUSED$/)
  })

  it('that is thrown holds nothing of what was sent or received', async () => {
    await using backend = await startRawBackend(answerWith('token-of-the-partners-backend'))
    const thrown: unknown = await forwardToBackend(
      backend.url,
      clock,
    )(backendCommand()).catch((error) => error)
    expect(Object.getOwnPropertyNames(thrown).toSorted()).toEqual(['message', 'stack'])
  })
})

describe('an abort', () => {
  const aborting = new DOMException('too late', 'TimeoutError')

  it('that came before lets nothing begin', async () => {
    await using backend = await startRawBackend(ok)
    const call = forwardToBackend(backend.url, clock)(backendCommand({ signal: AbortSignal.abort(aborting) }))
    await expect(call).rejects.toBe(aborting)
    expect(backend.sockets).toEqual([])
  })

  it.each<[string, RawAnswer]>([
    ['while the answer is waited for', () => undefined],
    ['while its head comes', (socket) => socket.write('HTTP/1.1 200 OK\r\n')],
    ['while its body comes', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}')],
  ])('ends the call and its connection: %s', async (_what, answer) => {
    const { promise: answered, resolve } = Promise.withResolvers<void>()
    await using backend = await startRawBackend((socket) => {
      answer(socket)
      resolve()
    })
    const abort = new AbortController()
    const call = forwardToBackend(backend.url, clock)(backendCommand({ signal: abort.signal }))
    const ended = expect(call).rejects.toThrow(/^the backend gave no answer: ABORT_ERR$/)
    await answered
    abort.abort(aborting)
    await ended
    await backend.closed()
    expect(backend.sockets).toHaveLength(1)
  })
})

function writeForEver(socket: Socket): void {
  const more = () => {
    while (socket.writable && socket.write('7'.repeat(65_536)));
  }
  socket.on('drain', more).write('HTTP/1.1 200 OK\r\n\r\n')
  more()
}
