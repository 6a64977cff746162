import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createServer as createSecureServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { forwardToBackend } from '../../lib/adapters/http-backend.ts'
import { freePort, HOST, listen } from '../../tools/loopback/ports.ts'
import { selfSigned } from '../../tools/loopback/self-signed.ts'
import { backendCommand } from '../support/backend-command.ts'
import { answerWith, startRawBackend } from '../support/raw-backend.ts'

const clock = () => 0
const ok = answerWith('HTTP/1.1 200 OK', '{}')
const pair = selfSigned()
const authorities = getCACertificates('default')
afterEach(() => setDefaultCACertificates(authorities))

/** Prepared for the command that `backendCommand` gives. */
function preparedFor(url: string, credential = backendCommand().credential) {
  const prepared = forwardToBackend(url, clock).prepare?.(backendCommand({ credential }))
  if (!prepared) throw new Error('the backend does not prepare')
  return prepared
}

/** A backend that notes what happens to each connection, with TLS or without. */
async function startNotingBackend(isSecure: boolean) {
  const notes: string[] = []
  const sockets: Socket[] = []
  const note = (socket: Socket) => {
    sockets.push(socket)
    notes.push('open')
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      notes.push(String(bytes).split(' HTTP')[0] ?? '')
      socket.end('HTTP/1.1 200 OK\r\n\r\n{}')
    })
    socket.on('close', () => notes.push('closed'))
  }
  const server = isSecure ? createSecureServer(pair, note) : createServer(note)
  const port = await listen(server, 0)
  return {
    url: isSecure ? `https://localhost:${port}` : `http://${HOST}:${port}`,
    notes,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe.each([
  ['TLS', true],
  ['plain HTTP', false],
])('a connection that is opened ahead, by %s', (_, isSecure) => {
  it('is sent nothing until the call, which uses it', async () => {
    setDefaultCACertificates([...authorities, pair.cert])
    await using backend = await startNotingBackend(isSecure)
    const prepared = preparedFor(backend.url)
    await vi.waitUntil(() => backend.notes.length > 0)
    expect(backend.notes).toEqual(['open'])
    expect(Buffer.from((await prepared.backend(backendCommand())) as Uint8Array).toString()).toBe('{}')
    prepared.close()
    await vi.waitUntil(() => backend.notes.includes('closed'))
    expect(backend.notes).toEqual(['open', 'POST /wallet/pay', 'closed'])
  })

  it('is closed where the turn is refused, and was sent nothing', async () => {
    setDefaultCACertificates([...authorities, pair.cert])
    await using backend = await startNotingBackend(isSecure)
    const prepared = preparedFor(backend.url)
    await vi.waitUntil(() => backend.notes.length > 0)
    prepared.close()
    await vi.waitUntil(() => backend.notes.includes('closed'))
    expect(backend.notes).toEqual(['open', 'closed'])
  })

  it('that broke meanwhile gives way to another: nothing was written to it', async () => {
    setDefaultCACertificates([...authorities, pair.cert])
    await using backend = await startNotingBackend(isSecure)
    const prepared = preparedFor(backend.url)
    await vi.waitUntil(() => backend.notes.length > 0)
    backend.sockets[0]?.destroy()
    await vi.waitUntil(() => backend.notes.includes('closed'))
    await new Promise(setImmediate)
    await prepared.backend(backendCommand())
    expect(backend.notes.filter((note) => note !== 'closed')).toEqual(['open', 'open', 'POST /wallet/pay'])
  })
})

describe('a call on a connection that was opened ahead', () => {
  it.each<[string, (socket: Socket) => unknown]>([
    ['ended', (socket) => socket.end()],
    ['was reset', (socket) => socket.resetAndDestroy()],
    ['answered before it was asked', (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n{"forged":1}')],
    ['said what is no HTTP', (socket) => socket.write('hello\r\n\r\n')],
    ['upgraded', (socket) => socket.write('HTTP/1.1 101 \r\nConnection: upgrade\r\nUpgrade: any\r\n\r\n')],
  ])('is made on another where that %s', async (_what, does) => {
    let count = 0
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      if (count++ === 0) does(socket)
      else socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n{}'))
    })
    const prepared = preparedFor(`http://${HOST}:${await listen(server, 0)}`)
    await once(server, 'connection')
    // What the backend did has come by the time that a third connection is answered.
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
    const given = await prepared.backend(backendCommand())
    expect(Buffer.from(given as Uint8Array).toString()).toBe('{}')
    prepared.close()
    server.close()
  })

  it('is never repeated once it was written, whatever becomes of it', async () => {
    await using backend = await startRawBackend((socket) => socket.resetAndDestroy())
    const prepared = preparedFor(backend.url)
    await vi.waitUntil(() => backend.sockets.length === 1)
    await expect(prepared.backend(backendCommand())).rejects.toThrow(
      /^the backend gave no answer: ECONNRESET$/,
    )
    expect([backend.requests.length, backend.sockets.length]).toEqual([1, 1])
  })

  it('that was aborted before is not made, and its connection is closed', async () => {
    await using backend = await startRawBackend(ok)
    const prepared = preparedFor(backend.url)
    await vi.waitUntil(() => backend.sockets.length === 1)
    const aborting = new DOMException('too late', 'TimeoutError')
    const call = prepared.backend(backendCommand({ signal: AbortSignal.abort(aborting) }))
    await expect(call).rejects.toBe(aborting)
    prepared.close()
    await backend.closed()
    expect(backend.requests).toEqual([])
  })

  it('ends with its connection at the abort', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>()
    await using backend = await startRawBackend(() => resolve())
    const prepared = preparedFor(backend.url)
    const abort = new AbortController()
    const call = prepared.backend(backendCommand({ signal: abort.signal }))
    const ended = expect(call).rejects.toThrow(/^the backend gave no answer: ABORT_ERR$/)
    await asked
    abort.abort()
    await ended
    await backend.closed()
    expect(backend.sockets).toHaveLength(1)
  })

  it('says why there is no connection where nobody listens', async () => {
    const prepared = preparedFor(`http://${HOST}:${await freePort()}`)
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
    await expect(prepared.backend(backendCommand())).rejects.toThrow(/: ECONNREFUSED$/)
    prepared.close()
  })
})

describe('no connection is opened', () => {
  it('where the client has no credential, and the call says so', async () => {
    await using backend = await startNotingBackend(true)
    const prepared = forwardToBackend(backend.url, clock).prepare?.(backendCommand({ credential: undefined }))
    await expect(prepared?.backend(backendCommand({ credential: undefined }))).rejects.toThrow(
      /nothing was sent$/,
    )
    prepared?.close()
    expect(backend.notes).toEqual([])
  })
})

it('sends a command at most once, and leaves nothing open, whenever the connection breaks', async () => {
  await using backend = await startRawBackend(ok)
  const forward = forwardToBackend(backend.url, clock)
  await fc.assert(
    fc.asyncProperty(fc.nat(30), fc.nat(30), fc.boolean(), async (breaksAfter, callsAfter, isCalled) => {
      const [requests, sockets] = [backend.requests.length, backend.sockets.length]
      const prepared = forward.prepare?.(backendCommand())
      const turns = async (count: number) => {
        for (let turn = 0; turn < count; turn++) await new Promise(setImmediate)
      }
      const breaking = turns(breaksAfter).then(() => backend.sockets[sockets]?.resetAndDestroy())
      await turns(callsAfter)
      const given: unknown = isCalled
        ? await prepared?.backend(backendCommand()).catch((error: Error) => error)
        : undefined
      prepared?.close()
      await breaking
      await backend.closed()
      const sent = backend.requests.length - requests
      expect(sent).toBeLessThanOrEqual(isCalled ? 1 : 0)
      if (given instanceof Uint8Array) expect(sent).toBe(1)
    }),
  )
})
