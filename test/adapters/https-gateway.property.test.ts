import fc from 'fast-check'
import { expect, it } from 'vitest'
import { httpsGateway } from '../../lib/adapters/https-gateway.ts'
import { gatewayFailures } from '../../lib/inquiries/ports.ts'
import { startRawBackend } from '../support/stack/raw-backend.ts'

const MAX_REPLY_BYTES = 1_048_576
const hostile = fc.oneof(fc.string(), fc.string({ unit: 'binary' }))

const statusLine = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/1.1 101 Upgrade', 'HTTP/1.1 302 Found') },
  fc.tuple(fc.nat(999), hostile).map(([status, reason]) => `HTTP/1.1 ${status} ${reason}`),
  hostile,
)
const header = fc.oneof(
  fc.nat(MAX_REPLY_BYTES + 1).map((length) => `Content-Length: ${length}`),
  fc.constantFrom(
    'Transfer-Encoding: chunked',
    'Content-Encoding: gzip',
    'Connection: keep-alive',
    'Connection: upgrade\r\nUpgrade: any',
    'Location: /',
    'Client-Id: C\r\nClient-Id: C',
  ),
  fc.tuple(hostile, hostile).map(([name, value]) => `${name}: ${value}`),
  hostile,
)
const body = fc.oneof(
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  hostile.map((text) => Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`)),
  fc.constantFrom(-1, 0, 1, 100_000).map((more) => Buffer.alloc(MAX_REPLY_BYTES + more, '7')),
)
const reply = fc.record({
  head: fc.tuple(statusLine, fc.array(header, { maxLength: 3 })),
  body,
  end: fc.constantFrom('end', 'destroy', 'reset'),
})

it('gives an answer of at most a MiB or a word of the list, and never throws, whatever the gateway does', async () => {
  let next = Buffer.of()
  let end = 'end'
  await using server = await startRawBackend((socket) =>
    socket.write(next, () => {
      if (end === 'end') socket.end()
      else if (end === 'destroy') socket.destroy()
      else socket.resetAndDestroy()
    }),
  )
  const gateway = httpsGateway(() => new AbortController().signal)
  await fc.assert(
    fc.asyncProperty(reply, async ({ head: [status, headers], body, end: itsEnd }) => {
      next = Buffer.concat([Buffer.from([status, ...headers, '', ''].join('\r\n')), body])
      end = itsEnd
      const before = server.requests.length
      const given = await gateway.send({ url: `${server.url}/ams`, headers: {}, body: Buffer.from('{}') })
      expect(server.requests).toHaveLength(before + 1)
      if (typeof given === 'string') expect(gatewayFailures).toContain(given)
      else expect(given.body.length).toBeLessThanOrEqual(MAX_REPLY_BYTES)
    }),
    { numRuns: 200 },
  )
  await server.closed()
})
