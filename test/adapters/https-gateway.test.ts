import { once } from 'node:events'
import { createServer as createSocketServer, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { httpsGateway } from '../../lib/adapters/https-gateway.ts'
import type { GatewayFailure, GatewayReply } from '../../lib/inquiries/ports.ts'
import { freePort, HOST, listen } from '../../tools/loopback/ports.ts'
import {
  gatewayCertificate,
  type RawReply,
  replyWith,
  startRawGateway,
} from '../support/stack/raw-gateway.ts'

const MAX_REPLY_BYTES = 1_048_576
const never = () => new AbortController().signal
const gateway = httpsGateway(never)
const body = Buffer.from('{"paymentRequestId":"p1"}')
const headers = { 'Client-Id': 'CLIENT_1', Signature: 'algorithm=RSA256,keyVersion=1,signature=AAAA' }
const authorities = getCACertificates('default')

function ask(base: string, by = gateway) {
  return by.send({ url: `${base}/ams/api/v1/payments/inquiryPayment`, headers, body })
}

function trust(): void {
  setDefaultCACertificates([...authorities, gatewayCertificate.cert])
}

beforeAll(trust)
afterEach(() => {
  vi.unstubAllEnvs()
  trust()
})
afterAll(() => setDefaultCACertificates(authorities))

describe('a question', () => {
  it('is one POST with its headers, its bytes and no others, on a connection of its own', async () => {
    await using server = await startRawGateway((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}'),
    )
    await ask(server.url)
    await ask(server.url)
    expect(server.requests).toEqual(
      Array(2).fill(
        [
          'POST /ams/api/v1/payments/inquiryPayment HTTP/1.1',
          `Host: localhost:${server.port}`,
          'Accept-Encoding: identity',
          'Client-Id: CLIENT_1',
          'Signature: algorithm=RSA256,keyVersion=1,signature=AAAA',
          'Connection: close',
          `Content-Length: ${body.length}`,
          '',
          body.toString(),
        ].join('\r\n'),
      ),
    )
    await server.closed()
    expect(server.sockets).toHaveLength(2)
  })

  it.each(['http://gateway.example.com', 'ftp://localhost'])('never goes to %s', async (base) => {
    expect(await ask(base)).toBe('unreachable')
  })

  it('with a header that would be two is not sent', async () => {
    await using server = await startRawGateway(replyWith('HTTP/1.1 200 OK', '{}'))
    const question = { url: server.url, headers: { 'Client-Id': 'C\r\nX: 1' }, body }
    expect(await gateway.send(question)).toBe('unreachable')
    expect(server.requests).toEqual([])
  })
})

describe('an answer', () => {
  it('is given with its bytes as they came, and a doubled header folded with a comma', async () => {
    await using server = await startRawGateway(
      replyWith(
        'HTTP/1.1 200 OK\r\nCLIENT-ID: C\r\nSignature: a=1\r\nsignature: b=2\r\nDate: x\r\nDate: y\r\nContent-Length: 4',
        Buffer.of(0, 255, 10, 123),
      ),
    )
    expect(await ask(server.url)).toEqual({
      headers: new Map([
        ['client-id', 'C'],
        ['signature', 'a=1,b=2'],
        ['date', 'x,y'],
        ['content-length', '4'],
      ]),
      body: Buffer.of(0, 255, 10, 123),
    })
  })

  it.each<[string, RawReply, number]>([
    ['that ends with the connection', replyWith('HTTP/1.1 200 OK', '{}'), 2],
    [
      'in chunks',
      replyWith('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked', '1\r\n{\r\n1\r\n}\r\n0\r\n\r\n'),
      2,
    ],
    ['after an interim one', replyWith('HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK', '{}'), 2],
    ['that says it is not encoded', replyWith('HTTP/1.1 200 OK\r\nContent-Encoding: identity', '{}'), 2],
    ['of one MiB', replyWith('HTTP/1.1 200 OK', Buffer.alloc(MAX_REPLY_BYTES, '7')), MAX_REPLY_BYTES],
  ])('is given: %s', async (_, reply, bytes) => {
    await using server = await startRawGateway(reply)
    expect(lengthOf(await ask(server.url))).toBe(bytes)
  })

  const manyHeaders = Array.from({ length: 3_000 }, (_, index) => `X-${index}: 1`).join('\r\n')
  it.each<[GatewayFailure, string, RawReply]>([
    ['status', 'an error', replyWith('HTTP/1.1 500 Broken', '{}')],
    ['status', 'nothing at all', replyWith('HTTP/1.1 204 No Content')],
    ['status', 'another success', replyWith('HTTP/1.1 201 Created', '{}')],
    ['status', 'a part', replyWith('HTTP/1.1 206 Partial Content', '{}')],
    [
      'status',
      'an error whose body never comes',
      (socket) => socket.write('HTTP/1.1 503 \r\nContent-Length: 1\r\n\r\n'),
    ],
    [
      'status',
      'another protocol',
      (socket) => socket.write('HTTP/1.1 101 \r\nConnection: upgrade\r\nUpgrade: any\r\n\r\n'),
    ],
    ['redirected', 'that it has not changed', replyWith('HTTP/1.1 304 Not Modified')],
    [
      'broken',
      'gzip, which nobody asked for',
      replyWith('HTTP/1.1 200 OK\r\nContent-Encoding: gzip', gzipSync('{}')),
    ],
    ['broken', 'no HTTP', replyWith('SSH-2.0-OpenSSH')],
    ['broken', 'less than its length', replyWith('HTTP/1.1 200 OK\r\nContent-Length: 3', '{}')],
    [
      'broken',
      'half of its chunks',
      replyWith('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked', '2\r\n{}\r\n'),
    ],
    ['broken', 'two lengths', replyWith('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2', '{}')],
    [
      'broken',
      'a reset in its body',
      (socket) =>
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{', () =>
          setImmediate(() => socket.destroy()),
        ),
    ],
    ['unreachable', 'the end of the connection', (socket) => socket.end()],
    ['unreachable', 'a reset', (socket) => socket.destroy()],
    ['unreachable', 'half a head', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
    ['too-large', 'one byte too much', replyWith('HTTP/1.1 200 OK', Buffer.alloc(MAX_REPLY_BYTES + 1, '7'))],
    ['too-large', 'a body without end', writeForEver],
    ['too-large', 'too many headers', replyWith(`HTTP/1.1 200 OK\r\n${manyHeaders}`, '{}')],
  ])('is none, and is not asked for again: %s, %s', async (failure, _, reply) => {
    await using server = await startRawGateway(reply)
    expect(await ask(server.url)).toBe(failure)
    expect(server.requests).toHaveLength(1)
    await server.closed()
    expect(server.sockets).toHaveLength(1)
  })

  it.each([301, 302, 303, 307, 308])('that redirects is not followed: %i', async (status) => {
    await using target = await startRawGateway(replyWith('HTTP/1.1 200 OK', '{}'))
    await using server = await startRawGateway(
      replyWith(`HTTP/1.1 ${status} Elsewhere\r\nLocation: ${target.url}/`, '{}'),
    )
    expect(await ask(server.url)).toBe('redirected')
    expect([server.requests.length, target.sockets.length]).toEqual([1, 0])
  })

  it('is none where nobody listens', async () => {
    expect(await ask(`https://localhost:${await freePort()}`)).toBe('unreachable')
  })
})

describe('a certificate', () => {
  it.each(['0', '1'])(
    'that nobody vouches for is not trusted, whatever NODE_TLS_REJECT_UNAUTHORIZED says: %s',
    async (value) => {
      setDefaultCACertificates(authorities)
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value)
      await using server = await startRawGateway(replyWith('HTTP/1.1 200 OK', '{}'))
      expect(await ask(server.url)).toBe('untrusted-certificate')
      expect(server.requests).toEqual([])
    },
  )

  it('of another host is not trusted', async () => {
    await using server = await startRawGateway(replyWith('HTTP/1.1 200 OK', '{}'))
    expect(await ask(`https://${HOST}:${server.port}`)).toBe('untrusted-certificate')
    expect(server.requests).toEqual([])
  })

  it('is none where no TLS is spoken', async () => {
    const server = createSocketServer((socket) =>
      socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\n\r\n{}'),
    )
    expect(await ask(`https://localhost:${await listen(server, 0)}`)).toBe('unreachable')
    server.close()
  })
})

describe('ten seconds in all', () => {
  it('are what is given to one question', async () => {
    const given: number[] = []
    await using server = await startRawGateway(replyWith('HTTP/1.1 200 OK', '{}'))
    const counted = httpsGateway((ms) => {
      given.push(ms)
      return never()
    })
    await ask(server.url, counted)
    expect(given).toEqual([10_000])
  })

  it.each<[string, RawReply]>([
    ['nothing comes', () => undefined],
    ['its headers drip', (socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'X: 1\r\n')],
    ['interim answers come without end', (socket) => drip(socket, '', 'HTTP/1.1 103 Early\r\n\r\n')],
    ['its body drips', (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n', ' ')],
    [
      'its chunks drip',
      (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\n \r\n'),
    ],
  ])('end an answer and its connection while %s', async (_, reply) => {
    const over = new AbortController()
    await using server = await startRawGateway((socket, request) => {
      reply(socket, request)
      setImmediate(() => over.abort(new DOMException('too late', 'TimeoutError')))
    })
    expect(
      await ask(
        server.url,
        httpsGateway(() => over.signal),
      ),
    ).toBe('timed-out')
    await server.closed()
  })

  it('end a handshake that does not', async () => {
    const over = new AbortController()
    const server = createSocketServer()
    const asked = ask(
      `https://localhost:${await listen(server, 0)}`,
      httpsGateway(() => over.signal),
    )
    const [socket] = await once(server, 'connection')
    socket.on('error', () => undefined).resume()
    over.abort()
    expect(await asked).toBe('timed-out')
    if (!socket.closed) await once(socket, 'close')
    server.close()
  })

  it('that are over already let nothing begin', async () => {
    await using server = await startRawGateway(replyWith('HTTP/1.1 200 OK', '{}'))
    expect(
      await ask(
        server.url,
        httpsGateway(() => AbortSignal.abort()),
      ),
    ).toBe('timed-out')
    expect(server.requests).toEqual([])
  })
})

function lengthOf(reply: GatewayReply | GatewayFailure): number | string {
  return typeof reply === 'string' ? reply : reply.body.length
}

/** Writes one piece after the other, for ever, each when the one before has gone. */
function drip(socket: Socket, first: string, piece: string): void {
  const more = () => setImmediate(() => socket.writable && socket.write(piece, more))
  socket.write(first || piece, more)
}

function writeForEver(socket: Socket): void {
  const more = () => {
    while (socket.writable && socket.write('7'.repeat(65_536)));
  }
  socket.on('drain', more).write('HTTP/1.1 200 OK\r\n\r\n')
  more()
}
