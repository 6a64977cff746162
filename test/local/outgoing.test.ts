import { createServer, type RequestListener } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createEnvironments } from '../../tools/local/environments.ts'
import type { Trace } from '../../tools/local/outgoing.ts'
import { listen } from '../../tools/loopback/ports.ts'
import { toyBundle } from './toy-bundle.ts'

const MAX_HELD_BYTES = 262_144

/** Sends what the event says, a body in pieces, and returns what was answered. */
const sending = `
  import { once } from 'node:events'
  import { request } from 'node:http'
  import { setTimeout as wait } from 'node:timers/promises'
  async function call({ url, headers = {}, pieces = [], encoding = 'utf8', leave, later }) {
    if (later) return void setImmediate(() => call({ url }))
    const { promise, resolve, reject } = Promise.withResolvers()
    const outgoing = request(url, { method: 'POST', agent: false, headers }, async (response) => {
      await wait(5)
      const chunks = await response.toArray().catch((cause) => [Buffer.from(cause.code)])
      resolve([response.statusCode, Buffer.concat(chunks).toString('base64')])
    })
    outgoing.on('error', (cause) => resolve(cause.code))
    for (const piece of pieces.slice(0, -1)) outgoing.write(piece, encoding)
    outgoing.end(pieces.at(-1) ?? '', encoding)
    if (!leave) return promise
    await once(outgoing, 'finish')
    return 'left'
  }
  export const handler = async ({ calls }) => {
    const results = []
    for (const one of calls) results.push(await call(one))
    return results
  }`

async function functionAndServer(listener: RequestListener, traced = true, timeoutMs = 5_000) {
  const server = createServer(listener)
  const url = `http://127.0.0.1:${await listen(server, 0)}/wallet/pay?a=b`
  const pool = createEnvironments({
    bundle: toyBundle(sending),
    variables: {},
    timeoutMs,
    traced,
    print: () => undefined,
  })
  onTestFinished(async () => {
    await pool.close()
    server.closeAllConnections()
    server.close()
  })
  return {
    url,
    pool,
    async invoke(...calls: readonly object[]) {
      const invocation = await pool.invoke({ calls: calls.map((call) => ({ url, ...call })) }, 'r1')
      if (invocation.outcome !== 'returned') throw new Error(JSON.stringify(invocation))
      return invocation
    },
  }
}

function textOf(message: { readonly body: Uint8Array } | undefined): string {
  return Buffer.from(message?.body ?? []).toString()
}

function callsOf(trace: Trace | undefined): Trace['outgoing'] {
  return trace?.outgoing ?? []
}

describe('what a function sends', () => {
  it('is seen with its time and both its bodies, and nothing of it is changed', async () => {
    const got: string[] = []
    const { url, invoke } = await functionAndServer(async (request, response) => {
      got.push(Buffer.concat(await request.toArray()).toString())
      response.setHeader('set-cookie', ['a', 'b'])
      response.write('one, ')
      response.end('two')
    })
    const { result, trace } = await invoke({ headers: { 'x-one': '1' }, pieces: ['a', 'ä', '66'] })
    expect(result).toEqual([[200, Buffer.from('one, two').toString('base64')]])
    expect(got).toEqual(['aä66'])
    const [call, ...others] = callsOf(trace)
    expect(others).toEqual([])
    expect(call).toMatchObject({ method: 'POST', url, status: 200 })
    expect(call?.operation).toBe(undefined)
    expect([textOf(call?.request), textOf(call?.response)]).toEqual(['aä66', 'one, two'])
    expect(call?.request?.headers).toContainEqual(['x-one', '1'])
    expect(call?.response?.headers).toContainEqual(['set-cookie', 'b'])
    const { begunAt = 0, endedAt = 0 } = trace ?? {}
    const inOrder = [begunAt, call?.at, call?.endedAt, endedAt]
    expect(inOrder).toEqual(inOrder.toSorted((one, other) => Number(one) - Number(other)))
  })

  it('is seen in whatever encoding it was written, and of what is long the beginning', async () => {
    const { invoke } = await functionAndServer(async (request, response) => {
      await request.toArray()
      response.end(Buffer.alloc(MAX_HELD_BYTES + 5, 'y'))
    })
    const long = 'x'.repeat(MAX_HELD_BYTES - 1)
    const { trace } = await invoke({ pieces: ['666f', '6f'], encoding: 'hex' }, { pieces: [long, 'zzz'] })
    const [hex, cut] = callsOf(trace)
    expect(textOf(hex?.request)).toBe('foo')
    expect([textOf(cut?.request), cut?.request?.bytes]).toEqual([`${long}z`, MAX_HELD_BYTES + 2])
    expect([cut?.response?.body.length, cut?.response?.bytes]).toEqual([MAX_HELD_BYTES, MAX_HELD_BYTES + 5])
  })

  it('is of an AWS service only named: its bodies are its own', async () => {
    const { invoke } = await functionAndServer((_, response) => void response.writeHead(400).end('{}'))
    const { trace } = await invoke({
      headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
      pieces: ['{}'],
    })
    const [call] = callsOf(trace)
    expect(call).toMatchObject({ operation: 'DynamoDB_20120810.PutItem', status: 400 })
    expect([call?.request, call?.response]).toEqual([undefined, undefined])
  })

  it('is seen where it breaks, and where the function does not wait for its end', async () => {
    const { invoke } = await functionAndServer((request, response) => {
      if (request.headers['x-break']) request.socket.destroy()
      else if (request.headers['x-half']) {
        response.writeHead(200, { 'content-length': 10 }).write('half')
        setTimeout(() => request.socket.destroy(), 20)
      }
    })
    const { result, trace } = await invoke(
      { headers: { 'x-break': '1' }, pieces: ['a'] },
      { headers: { 'x-half': '1' }, pieces: ['b'] },
      { pieces: ['c'], leave: true },
    )
    expect(result).toEqual(['ECONNRESET', [200, Buffer.from('ECONNRESET').toString('base64')], 'left'])
    const [broken, half, left] = callsOf(trace)
    expect(broken).toMatchObject({ error: 'ECONNRESET', endedAt: expect.any(Number) })
    expect([half?.status, textOf(half?.response), typeof half?.endedAt]).toEqual([200, 'half', 'number'])
    expect([left?.endedAt, left?.status, textOf(left?.request)]).toEqual([undefined, undefined, 'c'])
    // It is nobody's now.
    expect(callsOf((await invoke()).trace)).toEqual([])
  })

  it('is nobody’s where it is sent between two calls', async () => {
    const { promise: came, resolve: come } = Promise.withResolvers<void>()
    const { invoke } = await functionAndServer((_, response) => {
      response.end()
      come()
    })
    expect(callsOf((await invoke({ later: true })).trace)).toEqual([])
    await came
    expect(callsOf((await invoke()).trace)).toEqual([])
  })

  it('is seen where nobody listens', async () => {
    const { invoke } = await functionAndServer(() => undefined)
    const { result, trace } = await invoke({ url: 'http://127.0.0.1:1/', pieces: ['a'] })
    expect(result).toEqual(['ECONNREFUSED'])
    expect(callsOf(trace)).toMatchObject([{ error: 'ECONNREFUSED', at: expect.any(Number) }])
    expect(textOf(callsOf(trace)[0]?.request)).toBe('a')
  })

  it('is not looked at where nobody asks', async () => {
    const { invoke } = await functionAndServer((_, response) => void response.end(), false)
    expect(await invoke({ pieces: ['a'] })).toEqual({ outcome: 'returned', result: [[200, '']] })
  })

  it('is seen until the time-out, also where the answer comes right behind it', async () => {
    for (const listener of [() => undefined, answerAfter(300)]) {
      const { url, pool } = await functionAndServer(listener, true, 300)
      const { outcome, trace } = { trace: undefined, ...(await pool.invoke({ calls: [{ url }] }, 'r1')) }
      const [call, ...others] = callsOf(trace)
      expect([outcome, others]).toEqual(['failed', []])
      expect(call).toMatchObject({ method: 'POST', url, at: expect.any(Number) })
      expect(trace?.endedAt).toBeGreaterThanOrEqual(call?.at ?? Number.POSITIVE_INFINITY)
    }
  })

  it('is not waited for where the function computes until its time-out and behind it', async () => {
    const bundle = toyBundle('export const handler = () => { for (;;); }')
    const pool = createEnvironments({
      bundle,
      variables: {},
      timeoutMs: 100,
      traced: true,
      print: () => undefined,
    })
    onTestFinished(pool.close)
    const error = expect.stringMatching(/timed out after 0.1 s/)
    expect(await pool.invoke({}, 'r1')).toEqual({ outcome: 'failed', error })
  })
})

function answerAfter(ms: number): RequestListener {
  return (_, response) => void setTimeout(() => response.end(), ms)
}
