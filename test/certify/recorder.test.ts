import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { altered, cutAnswer, holdAnswer, holdCall, lastByteAfter } from '../../tools/certify/fates.ts'
import { headerOf, openRecorder } from '../../tools/certify/recorder.ts'
import { HOST, listen } from '../../tools/loopback/ports.ts'

/** A backend that says what it was sent, behind a recorder; and a caller that shows its id. */
async function openCalls() {
  const begun: string[] = []
  const server = createServer(async (request, response) => {
    begun.push(String(request.headers['x-correlation-id']))
    const body = await buffer(request)
    response.setHeader('x-said', 'yes')
    response.end(
      JSON.stringify({ url: request.url, by: request.headers.authorization, body: body.toString() }),
    )
  })
  const recorder = await openRecorder(`http://${HOST}:${await listen(server, 0)}/alipay`)
  onTestFinished(async () => {
    await recorder.close()
    server.close()
  })
  const call = (id: string) =>
    fetch(`${recorder.url}/wallet/pay`, {
      method: 'POST',
      headers: { 'X-Correlation-Id': id, Authorization: 'Bearer token-of-the-test' },
      body: `{"id":"${id}"}`,
    }).then(async (response) => ({ said: response.headers.get('x-said'), body: await response.text() }))
  return { begun, recorder, call }
}

const isOf = (id: string) => (call: Parameters<typeof headerOf>[0]) =>
  headerOf(call, 'x-correlation-id') === id

it('passes a call and its answer as they are, below the path of the backend, and records both', async () => {
  const { recorder, call } = await openCalls()
  const { said, body } = await call('one')
  expect(said).toBe('yes')
  expect(JSON.parse(body)).toEqual({
    url: '/alipay/wallet/pay',
    by: 'Bearer token-of-the-test',
    body: '{"id":"one"}',
  })
  expect(recorder.exchanges).toHaveLength(1)
  const [exchange] = recorder.exchanges
  expect(exchange).toMatchObject({ path: '/wallet/pay', correlationId: 'one', answer: { status: 200 } })
  expect(exchange?.answer?.body.toString()).toBe(body)
})

it('holds one call back until it is let go, and lets others pass', async () => {
  const { begun, recorder, call } = await openCalls()
  const held = holdCall()
  recorder.befall(isOf('held'), held.fate)
  const calling = call('held')
  await held.reached
  await call('other')
  expect(begun).toEqual(['other'])
  held.letGo()
  await calling
  expect(begun).toEqual(['other', 'held'])
  expect((await held.answered)?.status).toBe(200)
})

it('holds an answer back: the backend has acted, and the record has it', async () => {
  const { recorder, call } = await openCalls()
  const held = holdAnswer()
  recorder.befall(isOf('held'), held.fate)
  const calling = call('held')
  await held.reached
  expect(recorder.exchanges[0]).toMatchObject({ answer: { status: 200 }, treatment: held.fate.treatment })
  held.letGo()
  expect(await calling).toMatchObject({ said: 'yes' })
})

it('cuts an answer off once, behind the act', async () => {
  const { begun, recorder, call } = await openCalls()
  recorder.befall(isOf('cut'), cutAnswer)
  await expect(call('cut')).rejects.toThrow()
  await call('cut')
  expect(begun).toEqual(['cut', 'cut'])
  expect(recorder.exchanges.map(({ answer }) => answer?.status)).toEqual([200, 200])
})

it('keeps the last byte until it may come', async () => {
  const { begun, recorder, call } = await openCalls()
  const { promise, resolve } = Promise.withResolvers<void>()
  recorder.befall(isOf('slow'), lastByteAfter(promise))
  const calling = call('slow')
  await expect.poll(() => begun, { interval: 5 }).toEqual(['slow'])
  expect(recorder.exchanges[0]?.answer).toBeUndefined()
  resolve()
  expect(JSON.parse((await calling).body)).toMatchObject({ body: '{"id":"slow"}' })
})

it('records what the backend got where a call was changed', async () => {
  const { recorder, call } = await openCalls()
  recorder.befall(
    isOf('one'),
    altered('changed', () => ({ path: '/wallet/refund', body: Buffer.from('{}') })),
  )
  expect(JSON.parse((await call('one')).body)).toMatchObject({ url: '/alipay/wallet/refund', body: '{}' })
  expect(recorder.exchanges[0]).toMatchObject({ path: '/wallet/refund', treatment: 'changed' })
})

it('records why there is no answer', async () => {
  const recorder = await openRecorder(`http://${HOST}:1`)
  onTestFinished(() => recorder.close())
  await expect(fetch(`${recorder.url}/wallet/pay`, { method: 'POST', body: '{}' })).rejects.toThrow()
  expect(recorder.exchanges).toMatchObject([{ failure: 'ECONNREFUSED' }])
})

it('refuses what a web page sends', async () => {
  const { begun, recorder } = await openCalls()
  const headers = { origin: 'https://example.com' }
  expect((await fetch(`${recorder.url}/wallet/pay`, { method: 'POST', headers })).status).toBe(403)
  expect(begun).toEqual([])
})

it('a backend that breaks off before the last byte is recorded, and ends nothing else', async () => {
  const server = createServer((request) => void request.once('data', () => request.socket.resetAndDestroy()))
  const recorder = await openRecorder(`http://${HOST}:${await listen(server, 0)}`)
  const { promise: lastByte, resolve: letGo } = Promise.withResolvers<void>()
  onTestFinished(async () => {
    letGo()
    await recorder.close()
    server.close()
  })
  recorder.befall(() => true, lastByteAfter(lastByte))
  await fetch(`${recorder.url}/wallet/pay`, { method: 'POST', body: '{}' }).catch(() => undefined)
  expect(recorder.exchanges[0]).toMatchObject({ failure: 'ECONNRESET' })
})
