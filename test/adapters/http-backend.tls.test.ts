import { once } from 'node:events'
import { createServer } from 'node:https'
import { createServer as createSocketServer } from 'node:net'
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { forwardToBackend } from '../../lib/adapters/http-backend.ts'
import { listen } from '../../tools/loopback/ports.ts'
import { selfSigned } from '../../tools/loopback/self-signed.ts'
import { backendCommand } from '../support/backend-command.ts'

const clock = () => 0
const pair = selfSigned()
const authorities = getCACertificates('default')

/** A backend over TLS whose certificate is for localhost. */
async function startSecureBackend() {
  const requests: { readonly authorization: string | undefined; readonly resumed: boolean }[] = []
  const server = createServer(pair, ({ headers, socket }, response) => {
    requests.push({ authorization: headers.authorization, resumed: (socket as TLSSocket).isSessionReused() })
    response.end('{}')
  })
  return {
    port: await listen(server, 0),
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

afterEach(() => {
  vi.unstubAllEnvs()
  setDefaultCACertificates(authorities)
})

describe('a backend over https', () => {
  it('is called where its certificate is trusted, and its TLS session resumed on the next connection', async () => {
    setDefaultCACertificates([...authorities, pair.cert])
    await using backend = await startSecureBackend()
    const forward = forwardToBackend(`https://localhost:${backend.port}`, clock)
    expect(Buffer.from((await forward(backendCommand())) as Uint8Array).toString()).toBe('{}')
    await forward(backendCommand())
    const authorization = 'Bearer token-of-the-partners-backend'
    expect(backend.requests).toEqual([
      { authorization, resumed: false },
      { authorization, resumed: true },
    ])
  })

  it.each(['0', '1'])(
    'is sent nothing under a certificate that nobody vouches for, and NODE_TLS_REJECT_UNAUTHORIZED=%s',
    async (value) => {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value)
      await using backend = await startSecureBackend()
      await expect(
        forwardToBackend(`https://localhost:${backend.port}`, clock)(backendCommand()),
      ).rejects.toThrow(/^the backend gave no answer: DEPTH_ZERO_SELF_SIGNED_CERT$/)
      expect(backend.requests).toEqual([])
    },
  )

  it('is sent nothing under the certificate of another host', async () => {
    setDefaultCACertificates([...authorities, pair.cert])
    await using backend = await startSecureBackend()
    await expect(
      forwardToBackend(`https://127.0.0.1:${backend.port}`, clock)(backendCommand()),
    ).rejects.toThrow(/^the backend gave no answer: ERR_TLS_CERT_ALTNAME_INVALID$/)
    expect(backend.requests).toEqual([])
  })

  it('is sent nothing where the client has no credential', async () => {
    setDefaultCACertificates([...authorities, pair.cert])
    await using backend = await startSecureBackend()
    await expect(
      forwardToBackend(`https://localhost:${backend.port}`, clock)(backendCommand({ credential: undefined })),
    ).rejects.toThrow(/^the client's secret has no `backend`: nothing was sent$/)
    expect(backend.requests).toEqual([])
  })

  it('that never ends the handshake is left at the abort', async () => {
    const server = createSocketServer()
    const url = `https://localhost:${await listen(server, 0)}`
    const abort = new AbortController()
    const call = forwardToBackend(url, clock)(backendCommand({ signal: abort.signal }))
    const ended = expect(call).rejects.toThrow(/^the backend gave no answer: ABORT_ERR$/)
    const [socket] = await once(server, 'connection')
    socket.on('error', () => undefined).resume()
    abort.abort()
    await ended
    if (!socket.closed) await once(socket, 'close')
    server.close()
  })

  it('that speaks no TLS gets nothing', async () => {
    const server = createSocketServer((socket) =>
      socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\n\r\n{}'),
    )
    const url = `https://localhost:${await listen(server, 0)}`
    await expect(forwardToBackend(url, clock)(backendCommand())).rejects.toThrow(
      /^the backend gave no answer: EPROTO$/,
    )
    server.close()
  })
})
