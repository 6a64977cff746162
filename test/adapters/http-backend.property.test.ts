import fc from 'fast-check'
import { expect, it } from 'vitest'
import { forwardToBackend } from '../../lib/adapters/http-backend.ts'
import { backendCommand, bearer } from '../support/request/backend-command.ts'
import { startRawBackend } from '../support/stack/raw-backend.ts'

const MAX_ANSWER_BYTES = 262_144
const hostile = fc.oneof(fc.constant(bearer.token), fc.string(), fc.string({ unit: 'binary' }))

const statusLine = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/1.1 101 Upgrade') },
  fc.tuple(fc.nat(999), hostile).map(([status, reason]) => `HTTP/1.1 ${status} ${reason}`),
  hostile,
)
const header = fc.oneof(
  fc.nat(MAX_ANSWER_BYTES + 1).map((length) => `Content-Length: ${length}`),
  fc.constantFrom(
    'Transfer-Encoding: chunked',
    'Content-Encoding: gzip',
    'Connection: keep-alive',
    'Connection: upgrade\r\nUpgrade: any',
    'Location: /',
  ),
  fc.tuple(hostile, hostile).map(([name, value]) => `${name}: ${value}`),
  hostile,
)
const body = fc.oneof(
  fc.uint8Array(),
  hostile.map((text) => Buffer.from(text)),
  hostile.map((text) => Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`)),
  fc.constantFrom(-1, 0, 1, 100_000).map((more) => Buffer.alloc(MAX_ANSWER_BYTES + more, '7')),
)
const answer = fc.record({
  head: fc.tuple(statusLine, fc.array(header, { maxLength: 3 })),
  body,
  end: fc.constantFrom('end', 'destroy', 'reset'),
})

it('gives an answer of at most 262,144 bytes or a message that quotes nothing, whatever the backend does', async () => {
  let next = Buffer.of()
  let end = 'end'
  await using backend = await startRawBackend((socket) =>
    socket.write(next, () => {
      if (end === 'end') socket.end()
      else if (end === 'destroy') socket.destroy()
      else socket.resetAndDestroy()
    }),
  )
  const forward = forwardToBackend(backend.url, () => 0)
  await fc.assert(
    fc.asyncProperty(answer, async ({ head: [status, headers], body, end: itsEnd }) => {
      next = Buffer.concat([Buffer.from([status, ...headers, '', ''].join('\r\n')), body])
      end = itsEnd
      const before = backend.requests.length
      const given: unknown = await forward(backendCommand()).catch((error: Error) => error)
      expect(backend.requests).toHaveLength(before + 1)
      if (given instanceof Uint8Array) expect(given.length).toBeLessThanOrEqual(MAX_ANSWER_BYTES)
      else {
        expect(String(given)).toMatch(
          /^Error: the backend( gave no answer: [A-Z_]{1,40}| answered \d{1,3}|'s answer is over 262144 bytes)$/,
        )
      }
    }),
    { numRuns: 300 },
  )
})
