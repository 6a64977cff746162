import { beforeAll, describe, expect, it, vi } from 'vitest'
import { freshCommand, freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { type Reply, send, signRequest } from '../../tools/alipay/signed-request.ts'
import type { CallDetail, HistoryEntry, Sample } from '../../tools/inspect/view.ts'
import { readEvents } from './event-reader.ts'
import { startInspected } from './local-inspector.ts'

let stack: Awaited<ReturnType<typeof startInspected>>
beforeAll(async () => {
  stack = await startInspected()
})

/** A delivery waits for its function to start, on a machine that may have much else to do. */
const patient = { timeout: 25_000, interval: 20 }

function detail(id: string, query = ''): Promise<CallDetail> {
  return stack.get(`calls/${id}${query}`)
}

/** Once the events of the call are out. */
async function delivered(id: string): Promise<CallDetail> {
  await vi.waitUntil(async () => (await detail(id)).events.length > 0, patient)
  return detail(id)
}

/** Sent by the page. */
async function sent(platform: string, api: string, body: string, fault?: string): Promise<string> {
  const { status, id, message } = await stack.post('send', { platform, api, body, ...(fault && { fault }) })
  expect([status, message]).toEqual([200, undefined])
  return id
}

/** Sent by somebody else. */
async function received(body: string): Promise<string> {
  return held(await send(signRequest(stack.antom, body)))
}

/** The id of the call that was answered, once it can be looked at. */
async function held({ headers }: Reply): Promise<string> {
  const id = String(headers['apigw-requestid'])
  await vi.waitUntil(() => detail(id).catch(() => undefined), patient)
  return id
}

function whatOf({ steps }: CallDetail): readonly string[] {
  return steps.map(({ what }) => what)
}

describe('the calls of the stack on this machine', () => {
  it('shows the whole way of a notification that is accepted', async () => {
    const body = freshNotification('antom', 'inspected')
    const id = await received(body)
    const shown = await delivered(id)
    expect(shown.row).toMatchObject({
      id,
      platform: 'antom',
      api: 'notifyPayment',
      contract: 'notification',
      end: 'accepted',
      look: 'good',
      status: 200,
    })
    expect(shown.request).toMatchObject({ method: 'POST', target: '/antom/notify/notifyPayment' })
    expect(shown.request.body).toEqual({ bytes: Buffer.byteLength(body), text: body })
    expect(new Map(shown.request.headers).get('Client-Id')).toBe('LOCAL_ANTOM')
    const time = new Map(shown.request.headers).get('Request-Time')
    expect(shown.signedText).toBe(`POST /antom/notify/notifyPayment\nLOCAL_ANTOM.${time}.${body}`)
    expect(shown.answer?.status).toBe(200)
    expect(JSON.parse(shown.answer?.body.text ?? '').result.resultStatus).toBe('S')
    expect(new Map(shown.answer?.headers).get('Signature')).toMatch(/^algorithm=RSA256/)
    expect(new Map(shown.line).get('message')).toBe('notification accepted')
    expect(new Map(shown.receipt).get('keyVersion')).toBe('1')
    expect(shown.state).toEqual({ after: 'SUCCESS' })
    expect(JSON.parse(shown.events[0] ?? '').detail.body.paymentRequestId).toBe(
      'order-20251120-0001-inspected',
    )
    expect(shown.verdict).toBe(undefined)
    const steps = whatOf(shown)
    const way = [
      'received',
      'handed to the function',
      'proved',
      'kept',
      'answered',
      'delivered',
      'published',
      'event',
    ]
    expect(steps.filter((what) => way.includes(what))).toEqual(way)
    const { at, answeredAt } = { at: shown.row.at, answeredAt: shown.row.at + shown.row.tookMs }
    const before = shown.steps.slice(0, steps.indexOf('answered'))
    for (const step of before)
      expect([step, step.at >= at && step.at + (step.tookMs ?? 0) <= answeredAt]).toEqual([step, true])
  })

  it('shows what conflicts beside what stands, and the subject’s history with its repeat', async () => {
    const body = freshNotification('antom', 'conflict')
    const id = await sent('antom', 'notifyPayment', body, 'conflicting')
    const shown = await delivered(id)
    expect(shown.row).toMatchObject({
      end: 'conflicting',
      look: 'odd',
      advice: expect.stringMatching(/^trust neither/),
    })
    expect(new Map(shown.receipt).get('conflicting')).toBe('true')
    expect(shown.state).toEqual({ before: 'SUCCESS', after: 'SUCCESS' })
    expect(JSON.parse(shown.events[0] ?? '').detail).toMatchObject({ conflicting: true, sequence: 2 })
    const { id: repeat } = await stack.post(`calls/${id}/again`, {})
    const repeated = await detail(repeat)
    expect(repeated.row.end).toBe('repeated')
    expect(repeated.request.body).toEqual(shown.request.body)
    // They are of the call that left the receipt.
    expect([repeated.events, whatOf(repeated).includes('delivered')]).toEqual([[], false])
    const history = await stack.get<readonly HistoryEntry[]>(
      `history?subject=${encodeURIComponent(shown.subject ?? '')}`,
    )
    expect(history.map(({ what, state, note }) => [what, state, note])).toEqual([
      ['#1 notifyPayment', 'SUCCESS', 'from nothing'],
      ['#2 notifyPayment', 'SUCCESS', 'changed nothing, conflicting'],
      ['notifyPayment', undefined, 'repeated'],
    ])
    expect(history.slice(1).map(({ call }) => call)).toEqual([id, repeat])
    expect((await detail(history[0]?.call ?? '')).row.end).toBe('accepted')
  })

  it('shows a command with its journal and the exchange with the backend, credentials masked', async () => {
    const id = await sent('wallet', 'pay', freshCommand('wallet', 'pay', 'inspected'))
    const shown = await detail(id)
    expect(shown.row).toMatchObject({ contract: 'command', api: 'pay', end: 'succeeded' })
    expect(new Map(shown.journal).get('act')).toBe('pay: S SUCCESS')
    expect(new Map(shown.journal).get('act attempt 1')).toContain(`succeeded`)
    const [exchange, ...others] = shown.backend ?? []
    expect(others).toEqual([])
    expect(exchange?.request.target).toBe(`POST ${stack.backend?.url}/wallet/pay`)
    expect(new Map(exchange?.request.headers).get('authorization')).toBe('****')
    expect(JSON.parse(exchange?.request.body.text ?? '')).toMatchObject({
      paymentAmount: { currency: 'JPY' },
    })
    expect(exchange?.response?.status).toBe(200)
    expect(JSON.parse(exchange?.response?.body.text ?? '').result.resultStatus).toBe('S')
    const order = ['proved', 'wrote the journal', 'called the backend', 'wrote the journal', 'answered']
    expect(whatOf(shown).filter((what) => order.includes(what))).toEqual(order)
    const whole = await detail(id, '?whole')
    expect(new Map(whole.backend?.[0]?.request.headers).get('authorization')).toMatch(/^Bearer \S{16,}$/)
    const history = await stack.get<readonly HistoryEntry[]>(
      `history?subject=${encodeURIComponent(shown.subject ?? '')}`,
    )
    expect(history.map(({ what, call }) => [what, call])).toEqual([
      ['pay, attempt 1', id],
      ['pay recorded (act)', undefined],
    ])
  })

  it('masks a token in an answer unless the whole is asked for', async () => {
    const body = freshCommand('wallet', 'applyToken', 'inspected')
    const id = await sent('wallet', 'applyToken', body)
    const [masked, whole] = [await detail(id), await detail(id, '?whole')]
    const authCode = JSON.parse(body).authCode
    for (const text of [masked.request.body.text, masked.signedText]) expect(text).not.toContain(authCode)
    expect(masked.request.body.note).toBe('secret fields are masked')
    expect(JSON.parse(masked.request.body.text ?? '').authCode).toBe('*'.repeat(authCode.length))
    expect(whole.request.body).toEqual({ bytes: Buffer.byteLength(body), text: body })
    expect(whole.signedText).toContain(authCode)
  })

  it.each([
    ['accepted', 0],
    ['refused', 1],
  ])('masks the query of what is %s unless the whole is asked for', async (end, extra) => {
    const secret = 'secret-of-the-partner'
    const text = freshNotification('antom', `query-${end}`)
    const target = `/antom/notify/notifyPayment?key=${secret}`
    const signed = signRequest(stack.antom, text, { target })
    const body = Buffer.from(text + ' '.repeat(extra))
    const id = await held(await send({ ...signed, body }))
    const [masked, whole] = [await detail(id), await detail(id, '?whole')]
    expect(masked.row.end).toBe(end)
    expect(masked.request.target).toBe('/antom/notify/notifyPayment?…')
    expect(JSON.stringify(masked)).not.toContain(secret)
    expect(whole.request.target).toBe(target)
  })

  it('shows why a call is refused: the doctor’s verdict, also in its row', async () => {
    const id = await sent('antom', 'notifyPayment', freshNotification('antom', 'refused'), 'newline-appended')
    const shown = await detail(id)
    expect(shown.row).toMatchObject({
      end: 'refused',
      look: 'bad',
      why: expect.stringMatching(/^signature-mismatch/),
    })
    expect(shown.verdict?.[0]).toBe(
      'NOT VALID: a newline was added to the end of the body after it was signed',
    )
    expect(shown.verdict?.some((line) => /^ {2}change /.test(line))).toBe(true)
    expect(shown.signedText).toMatch(/^POST \/antom\/notify\/notifyPayment\n/)
    expect(whatOf(shown)).toContain('checked')
    expect(shown.receipt).toBe(undefined)
    await vi.waitUntil(async () => /newline/.test((await detail(id)).row.advice ?? ''), {
      timeout: 10_000,
      interval: 20,
    })
  })

  it('keeps hostile bodies and targets data, and bytes that are no text', async () => {
    const hostile = '{"a":"</script><img src=x onerror=alert(1)>\u202e"'
    const id = await received(hostile)
    expect((await detail(id)).request.body).toEqual({ bytes: Buffer.byteLength(hostile), text: hostile })
    const binary = Buffer.from([0xff, 0x00, 0x1b, 0x5b])
    const { target, headers, origin } = signRequest(stack.antom, binary)
    const odd = await held(await send({ origin, target: `${target}?<script>`, headers, body: binary }))
    const shown = await detail(odd, '?whole')
    expect(shown.request.body).toEqual({ bytes: 4, base64: binary.toString('base64') })
    expect(shown.request.target).toBe(`${target}?<script>`)
    const missed = await send({ origin, target: '/<b>nowhere</b>', headers, body: Buffer.alloc(0) })
    expect((await detail(await held(missed))).row).toMatchObject({
      end: 'not-served',
      status: 404,
    })
  })

  it('says each call once as it comes, and again when there is more to know', async () => {
    const live = await readEvents(`${stack.inspectorUrl}api/live`)
    const ids = await Promise.all(
      ['a', 'b', 'c'].map((run) => received(freshNotification('antom', `live-${run}`))),
    )
    const timesOf = (id: string) => live.events.filter(({ data }) => JSON.parse(data).id === id).length
    await vi.waitUntil(() => ids.every((id) => timesOf(id) > 1), patient)
    expect(ids.map(timesOf)).toEqual([2, 2, 2])
    for (const id of ids) expect((await detail(id)).events).toHaveLength(1)
  })

  it('offers a fresh body of all that can be sent, and says what cannot be', async () => {
    const samples = await stack.get<readonly Sample[]>('samples')
    const [one, other] = [samples, await stack.get<readonly Sample[]>('samples')].map((all) =>
      all.find(({ platform, api }) => platform === 'wallet' && api === 'pay'),
    )
    expect(one).toMatchObject({ kind: 'command' })
    expect(one?.body).not.toBe(other?.body)
    expect(new Set(samples.map(({ platform }) => platform)).size).toBe(5)
    const wrong: readonly (readonly [object, RegExp])[] = [
      [{ platform: 'antom', api: 'nothing', body: '' }, /API of antom/],
      [{ platform: '__proto__', api: 'pay', body: '' }, /platform/],
      [{ platform: 'antom', api: 'notifyPayment', body: '', fault: 'x' }, /fault/],
      [{ platform: 'wallet', api: 'inquiryPayment', body: '{}', fault: 'stale' }, /cannot have the fault/],
    ]
    for (const [request, why] of wrong) {
      const { status, message } = await stack.post('send', request)
      expect([request, status, message]).toEqual([request, 400, expect.stringMatching(why)])
    }
    expect(await stack.post('calls/none/again', {})).toMatchObject({
      status: 400,
      message: expect.stringMatching(/not held/),
    })
  })
})

describe('a command whose backend', () => {
  it('does not answer shows what it would have got, and why it did not', async () => {
    const { post, get } = await startInspected({ BACKEND_URL: 'http://127.0.0.1:1' })
    const body = freshCommand('wallet', 'pay', 'nobody')
    const { id } = await post('send', { platform: 'wallet', api: 'pay', body })
    const shown = await get<CallDetail>(`calls/${id}`)
    expect(shown.row).toMatchObject({
      end: 'backend-failed',
      look: 'bad',
      why: expect.stringContaining('ECONNREFUSED'),
    })
    expect(shown.backend).toMatchObject([
      {
        request: {
          target: 'POST http://127.0.0.1:1/wallet/pay',
          body: { note: 'no answer came: ECONNREFUSED' },
        },
      },
    ])
    expect(shown.backend?.[0]?.response).toBe(undefined)
    // It may have acted all the same.
    expect(new Map(shown.journal).get('act attempt 1')).toContain('no end on record')
    const { id: repeat } = await post(`calls/${id}/again`, {})
    const history = await get<readonly HistoryEntry[]>(
      `history?subject=${encodeURIComponent(shown.subject ?? '')}`,
    )
    expect(history.map(({ what, note, call }) => [what, note, call])).toEqual([
      ['pay, attempt 1', 'no end on record', id],
      ['pay', 'in-progress', repeat],
    ])
  })
})
