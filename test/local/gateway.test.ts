import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Invocation } from '../../tools/local/environments.ts'
import { openGateway } from '../../tools/local/gateway.ts'
import type { AnsweredCall } from '../../tools/local/watcher.ts'
import { freePort } from '../../tools/loopback/ports.ts'

const routes = [
  { key: 'POST /antom/notify', functionName: 'antom' },
  { key: 'POST /antom/notify/{proxy+}', functionName: 'antom' },
]
const ok = { outcome: 'returned', result: { statusCode: 200, body: 'taken' } } as const

const unreported = { routes, report: () => undefined }

/** A gateway before a function that keeps its events and comes to the given end. */
async function gatewayTo(invocation: Invocation = ok) {
  const events: APIGatewayProxyEventV2[] = []
  const reports: string[] = []
  const answered: AnsweredCall[] = []
  const gateway = await openGateway({
    port: 0,
    routes,
    hosts: ['abc.ngrok.app'],
    report: (line) => reports.push(line),
    onAnswered: (call) => answered.push(call),
    async invoke(_, event) {
      events.push(event as APIGatewayProxyEventV2)
      return invocation
    },
  })
  onTestFinished(gateway.close)
  return { ...gateway, events, reports, answered, post: (options: Post = {}) => post(gateway.url, options) }
}

interface Post {
  readonly method?: string
  readonly target?: string
  readonly host?: string
  readonly headers?: readonly string[]
  readonly body?: Buffer
}

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

function post(url: string, { method = 'POST', target = '/antom/notify', host, headers = [], body }: Post) {
  const { hostname, port, host: own } = new URL(url)
  const framing = ['Host', host ?? own, 'Content-Length', String(body?.length ?? 0)]
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const options = {
    method,
    hostname,
    port,
    path: target,
    headers: [...framing, ...headers],
    agent: false,
  } as const
  httpRequest(options, async (incoming) => {
    const received = String(await buffer(incoming))
    resolve({ status: incoming.statusCode, headers: incoming.headers, body: received })
  })
    .on('error', reject)
    .end(body)
  return promise
}

const json = ['Content-Type', 'application/json']
const bytesOf = ({ body = '', isBase64Encoded }: APIGatewayProxyEventV2) =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')

describe('the event', () => {
  it('has what HTTP API says of a request', async () => {
    const { post, events, url } = await gatewayTo()
    const before = Date.now()
    const headers = [...json, 'Client-Id', 'A', 'X-Twice', 'one', 'x-twice', 'two']
    const { headers: replied } = await post({
      target: '/antom/notify/notifyPayment?a=%20b',
      headers,
      body: Buffer.from('{}'),
    })
    expect(events).toEqual([
      {
        version: '2.0',
        routeKey: 'POST /antom/notify/{proxy+}',
        rawPath: '/antom/notify/notifyPayment',
        rawQueryString: 'a=%20b',
        headers: {
          host: new URL(url).host,
          'content-length': '2',
          'content-type': 'application/json',
          'client-id': 'A',
          'x-twice': 'one,two',
          connection: 'close',
        },
        requestContext: expect.objectContaining({
          requestId: replied['apigw-requestid'],
          stage: '$default',
          time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
          timeEpoch: expect.closeTo(before, -4),
          http: {
            method: 'POST',
            path: '/antom/notify/notifyPayment',
            protocol: 'HTTP/1.1',
            sourceIp: '127.0.0.1',
            userAgent: '',
          },
        }),
        body: '{}',
        isBase64Encoded: false,
      },
    ])
  })

  it.each([
    ['/antom/notify/%7Bproxy%2B%7D', '/antom/notify/{proxy+}'],
    ['/antom/notify/a%0Ab', '/antom/notify/a\nb'],
    ['/antom/notify/%E4%BB%98', '/antom/notify/付'],
    ['/antom/notify/a+b//c/../d/', '/antom/notify/a+b//c/../d/'],
    ['/antom%2Fnotify', '/antom/notify'],
  ])('of the path %s has %j', async (target, rawPath) => {
    const { post, events } = await gatewayTo()
    await post({ target })
    expect(events).toMatchObject([{ rawPath, requestContext: { http: { path: rawPath } } }])
  })

  it.each([
    ['text/plain', false],
    ['text/plain; charset=GBK', false],
    ['application/json', false],
    ['Application/JSON ;charset="UTF-8"', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/jsonp', true],
    ['application/octet-stream', true],
    ['application/x-www-form-urlencoded', true],
    ['json', true],
    [undefined, true],
  ])('of a body of type %s has base64: %s', async (type, isBase64Encoded) => {
    const { post, events } = await gatewayTo()
    await post({ headers: type ? ['Content-Type', type] : [], body: Buffer.from('{"a":"付"}') })
    expect(events).toMatchObject([{ isBase64Encoded }])
    expect(events.map((event) => String(bytesOf(event)))).toEqual(['{"a":"付"}'])
  })

  it('has no body where the request has none', async () => {
    const { post, events } = await gatewayTo()
    await post()
    expect(events.map(({ body, isBase64Encoded }) => ({ body, isBase64Encoded }))).toEqual([
      { body: undefined, isBase64Encoded: false },
    ])
  })

  it('carries every body byte for byte', async () => {
    const { post, events } = await gatewayTo()
    const bodies = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(`\uFEFF${text}`)),
    )
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(json, []), async (bytes, headers) => {
        const body = Buffer.from(bytes)
        await post({ body, headers })
        expect(events.map(bytesOf).at(-1)).toEqual(body)
      }),
    )
  })
})

describe('the gateway', () => {
  const served = ': POST /antom/notify is'
  const whatIs = '; what is: POST /antom/notify, POST /antom/notify/{proxy+}'
  it.each([
    ['GET', '/antom/notify', 'GET /antom/notify', served],
    ['POST', '/antom/notify/?a=secret', 'POST /antom/notify/', served],
    ['POST', '/prod/antom/notify', 'POST /prod/antom/notify', served],
    ['POST', '/Antom/Notify', 'POST /Antom/Notify', served],
    ['POST', '/antom', 'POST /antom', served],
    ['POST', '/toString', 'POST /toString', whatIs],
    ['POST', '/%1B[2J', 'POST /%1B[2J', whatIs],
    ['POST', `/${'x'.repeat(1_000)}`, `POST /${'x'.repeat(199)}…`, whatIs],
  ])(
    'answers %s %s as a route that nobody has, and says what is served',
    async (method, target, came, is) => {
      const { post, events, reports } = await gatewayTo()
      const { status, body } = await post({ method, target })
      const hint = `${came} is not served${is}`
      expect([status, JSON.parse(body)]).toEqual([404, { message: 'Not Found', hint }])
      expect(reports).toEqual([hint])
      expect(events).toEqual([])
    },
  )

  it('reports a miss once, and that it came again when it closes', async () => {
    const { post, close, reports } = await gatewayTo()
    for (let sent = 0; sent < 3; sent++) await post({ target: '/x' })
    expect(reports).toHaveLength(1)
    await close()
    expect(reports.slice(1)).toEqual([expect.stringMatching(/^POST \/x is not served.* \(2 more times\)$/)])
  })

  it('takes what a tunnel brings whose name it was given, and says how where it was not', async () => {
    const { post, reports } = await gatewayTo()
    expect(await post({ host: 'ABC.ngrok.app' })).toMatchObject({ status: 200 })
    expect(await post({ host: 'xyz.ngrok.app' })).toMatchObject({ status: 403 })
    expect(await post({ host: '\x9b2J' })).toMatchObject({ status: 403 })
    expect(await post({ host: 'abc.ngrok.app', headers: ['Origin', 'https://abc.ngrok.app'] })).toMatchObject(
      {
        status: 403,
      },
    )
    expect(reports).toEqual([
      expect.stringMatching(/ xyz\.ngrok\.app was refused: .* LOCAL_HOSTS=/),
      expect.stringMatching(/the host \?2j was refused/),
      'a web page must not call what runs on this machine',
    ])
  })

  it('answers a path that does not decode with 400', async () => {
    const { post, events } = await gatewayTo()
    expect(await post({ target: '/antom/notify/%ff' })).toMatchObject({ status: 400 })
    expect(events).toEqual([])
  })

  it.each([
    ['a body over 10 MB', 10 * 1024 * 1024 + 1, json],
    ['an event over 6,291,556 bytes', 6_291_556, json],
    ['an event that base64 makes too large', 5_000_000, []],
  ])('answers %s with 413', async (_, size, headers) => {
    const { post, events } = await gatewayTo()
    const { status, body } = await post({ body: Buffer.alloc(size, 'x'), headers })
    expect([status, JSON.parse(body).hint]).toEqual([413, expect.stringMatching(/ does not take$/)])
    expect(events).toEqual([])
  })

  it('takes an event just under the limit', async () => {
    const { post, events } = await gatewayTo()
    expect(await post({ body: Buffer.alloc(6_290_000, 'x'), headers: json })).toMatchObject({ status: 200 })
    expect(events).toHaveLength(1)
  })

  it('hands over each call that it answered, with all that came', async () => {
    const { post, answered, events } = await gatewayTo()
    const headers = [...json, 'X-Twice', 'one', 'x-twice', 'two']
    const { headers: replied, body } = await post({
      target: '/antom/notify?a=b',
      headers,
      body: Buffer.from('{}'),
    })
    expect(answered).toEqual([
      {
        requestId: replied['apigw-requestid'],
        at: events[0]?.requestContext.timeEpoch,
        answeredAt: expect.any(Number),
        method: 'POST',
        target: '/antom/notify?a=b',
        headers: expect.arrayContaining([
          ['X-Twice', 'one'],
          ['x-twice', 'two'],
        ]),
        body: Buffer.from('{}'),
        status: 200,
        reply: {
          headers: expect.arrayContaining([['apigw-requestid', replied['apigw-requestid']]]),
          body: Buffer.from(body),
        },
      },
    ])
  })

  it.each<[string, Post, Invocation, number, object]>([
    [
      'no route',
      { target: '/x' },
      ok,
      404,
      { disposition: 'not-served', why: expect.stringMatching(/^POST \/x is not/) },
    ],
    [
      'a page',
      { headers: ['Origin', 'x'] },
      ok,
      403,
      { disposition: 'forbidden', why: expect.stringMatching(/web page/) },
    ],
    ['no path', { target: '/%ff' }, ok, 400, { disposition: 'bad-path' }],
    [
      'too much',
      { body: Buffer.alloc(10 * 1024 * 1024 + 1) },
      ok,
      413,
      { disposition: 'too-large', why: expect.stringMatching(/10 MB/) },
    ],
    [
      'a failure',
      {},
      { outcome: 'failed', error: 'Error: gone\n  at x' },
      500,
      { disposition: 'crashed', why: 'Error: gone' },
    ],
    ['a crowd', {}, { outcome: 'throttled' }, 503, { disposition: 'throttled' }],
  ])('says why it answered by itself: %s', async (_, sent, invocation, status, gateway) => {
    const { post, answered } = await gatewayTo(invocation)
    await post(sent)
    expect(answered).toEqual([expect.objectContaining({ status, gateway })])
  })

  it("passes the function's reply on", async () => {
    const result = {
      statusCode: 202,
      headers: { Signature: 's', 'X-Number': 1 },
      body: 'eHl6',
      isBase64Encoded: true,
    }
    const { post } = await gatewayTo({ outcome: 'returned', result })
    expect(await post()).toMatchObject({
      status: 202,
      headers: { signature: 's', 'x-number': '1' },
      body: 'xyz',
    })
  })

  it.each<[string, Invocation, number, string]>([
    ['a failure', { outcome: 'failed', error: 'a secret' }, 500, 'Internal Server Error'],
    ['no reply', { outcome: 'returned', result: null }, 500, 'Internal Server Error'],
    [
      'a status that is none',
      { outcome: 'returned', result: { statusCode: 'x' } },
      500,
      'Internal Server Error',
    ],
    ['too many waiting', { outcome: 'throttled' }, 503, 'Service Unavailable'],
  ])('answers %s itself', async (_, invocation, status, message) => {
    const { post } = await gatewayTo(invocation)
    expect(await post()).toMatchObject({ status, body: JSON.stringify({ message }) })
  })

  it('goes on when a sender goes away in the middle', async () => {
    const { post, url, events } = await gatewayTo()
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write('POST /antom/notify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf', () =>
      socket.destroy(),
    )
    await new Promise((resolve) => socket.on('close', resolve))
    expect(await post()).toMatchObject({ status: 200 })
    expect(events).toHaveLength(1)
  })

  it('tells in one line that its port is taken', async () => {
    const port = await freePort()
    const gateway = { ...unreported, port, invoke: async () => ok }
    const { close } = await openGateway(gateway)
    onTestFinished(close)
    await expect(openGateway(gateway)).rejects.toMatchObject({
      name: 'Problem',
      message: `port ${port} is taken: stop what listens there, or choose another PORT`,
    })
  })

  it('lets what is in flight end before it closes', async () => {
    const arrived = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const { url, close } = await openGateway({
      ...unreported,
      port: 0,
      async invoke() {
        arrived.resolve()
        await held.promise
        return ok
      },
    })
    const answer = post(url, {})
    await arrived.promise
    const closing = close()
    await expect(post(url, {})).rejects.toThrow()
    held.resolve()
    expect(await answer).toMatchObject({ status: 200, body: 'taken' })
    await closing
  })
})
