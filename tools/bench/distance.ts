import { createServer } from 'node:https'
import { connect, createServer as createSocketServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { forwardToBackend } from '../../lib/adapters/http-backend.ts'
import type { Command } from '../../lib/commands/backend.ts'
import { HOST, listen } from '../loopback/ports.ts'
import { selfSigned } from '../loopback/self-signed.ts'

export interface Distance {
  /** Milliseconds of a claim and the call after it: the connection opened after the claim, or with it. */
  readonly after: readonly number[]
  readonly meanwhile: readonly number[]
}

/** What a claim of so many milliseconds and a call take, so many times, where the https backend is a round trip away. */
export async function measureDistance(roundTrip: number, claim: number, times: number): Promise<Distance> {
  const pair = selfSigned()
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, pair.cert])
  const backend = createServer(pair, (_, response) => response.end('{}'))
  const target = await listen(backend, 0)
  const line = createSocketServer((socket) => delay(socket, target, roundTrip))
  const forward = forwardToBackend(`https://localhost:${await listen(line, 0)}`, Date.now)
  const took = async (isAhead: boolean) => {
    const began = performance.now()
    const prepared = isAhead ? forward.prepare?.(commandOf()) : undefined
    await wait(claim)
    await (prepared?.backend ?? forward)(commandOf())
    return performance.now() - began
  }
  await took(false)
  const figures = { after: [] as number[], meanwhile: [] as number[] }
  for (let round = 0; round < times; round++) {
    figures.after.push(await took(false))
    figures.meanwhile.push(await took(true))
  }
  line.close()
  backend.close()
  setDefaultCACertificates(trusted)
  return figures
}

/** Both directions take half a round trip; the first bytes one more, for TCP's handshake, which loopback does not show. */
function delay(near: Socket, target: number, roundTrip: number): void {
  const far = connect(target, HOST)
  const opened = performance.now() + roundTrip
  const relay = (from: Socket, to: Socket, isOpen: () => number) => {
    const later = (act: () => void) => setTimeout(act, isOpen() + roundTrip / 2)
    from.on('data', (bytes) => later(() => to.write(bytes)))
    from.on('end', () => later(() => to.end()))
    from.on('error', () => to.destroy())
  }
  relay(near, far, () => Math.max(0, opened - performance.now()))
  relay(far, near, () => 0)
}

/** A payment; only the body's size matters here. */
function commandOf(): Command {
  return {
    platform: 'wallet',
    clientId: 'BENCH_CLIENT',
    api: 'pay',
    request: { paymentRequestId: 'p-1', paymentAmount: { currency: 'EUR', value: '1050' } },
    idempotencyKey: 'k'.repeat(43),
    attempt: 1,
    deadline: Date.now() + 5_000,
    signal: new AbortController().signal,
    correlationId: 'bench',
    credential: { kind: 'bearer', token: 'token-of-the-bench-backend' },
  }
}
