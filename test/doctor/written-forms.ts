import { gzipSync } from 'node:zlib'

/** A request as it came, to be written in every form that a user may have it in. */
export interface Written {
  readonly origin: string
  /** Path and query. */
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** Epoch milliseconds. */
  readonly receivedAt: number
}

const host = ({ origin }: Written) => origin.replace(/^https?:\/\//, '')

export const bashQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** As Python's shlex.quote writes it. */
export const pythonQuoted = (text: string) => `'${text.replaceAll("'", `'"'"'`)}'`

/** As `printf %q` of bash writes what is not plain: bytes in octal. */
export const ansiQuoted = (bytes: Buffer) =>
  `$'${[...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}'`

/** As Chrome on Windows copies it: what is escaped has a caret, a newline of the body is a caret and two of them. */
const cmdQuoted = (text: string) =>
  `^"${text
    .replace(/(\\*)"/g, '$1$1\\"')
    .replace(/(\\+)$/, '$1$1')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/gu, '^$&')
    .replace(/\n/g, '^\n\n')}^"`

function splitTarget(target: string) {
  const mark = target.indexOf('?')
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)]
}

const lowered = ({ headers }: Written) =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))

export const rawHttp = (one: Written, { newline = '\r\n', length = true, absolute = false } = {}) =>
  Buffer.concat([
    Buffer.from(
      [
        `POST ${absolute ? one.origin : ''}${one.target} HTTP/1.1`,
        ...one.headers.map(([name, value]) => `${name}: ${value}`),
        ...(length ? [`Content-Length: ${one.body.length}`] : []),
        '',
        '',
      ].join(newline),
    ),
    one.body,
  ])

export const http2 = (one: Written) =>
  Buffer.concat([
    Buffer.from(
      [
        ':method: POST',
        `:path: ${one.target}`,
        ':scheme: https',
        `:authority: ${host(one)}`,
        ...one.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`),
        `content-length: ${one.body.length}`,
        '',
        '',
      ].join('\n'),
    ),
    one.body,
  ])

export const curlCommand = (one: Written, quote: (text: string) => string, data = '--data-binary') =>
  [
    `curl -sX POST ${quote(`${one.origin}${one.target}`)}`,
    ...one.headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    `${data} ${quote(one.body.toString())}`,
  ].join(' \\\n  ')

export const cmdCommand = (one: Written) =>
  [
    `curl ${cmdQuoted(`${one.origin}${one.target}`)}`,
    ...one.headers.map(([name, value]) => `-H ${cmdQuoted(`${name}: ${value}`)}`),
    `--data-raw ${cmdQuoted(one.body.toString())}`,
  ].join(' ^\n  ')

export const harEntry = (one: Written) => ({
  startedDateTime: new Date(one.receivedAt).toISOString(),
  request: {
    method: 'POST',
    url: `${one.origin}${one.target}`,
    headers: one.headers.map(([name, value]) => ({ name, value })),
    postData: { mimeType: 'application/json', text: one.body.toString() },
  },
})

export const har = (...entries: readonly object[]) =>
  JSON.stringify({ log: { version: '1.2', entries } }, null, 2)

export const postmanItem = (one: Written) => ({
  name: 'a notification',
  request: {
    method: 'POST',
    header: one.headers.map(([key, value]) => ({ key, value })),
    url: { raw: `${one.origin}${one.target}` },
    body: { mode: 'raw', raw: one.body.toString() },
  },
})

/** As HTTP API hands it to a function; on a named stage the path has the stage's name before it. */
export function eventV2(one: Written, { base64 = false, stage = '$default' } = {}) {
  const [path = '', query] = splitTarget(one.target)
  const rawPath = stage === '$default' ? path : `/${stage}${path}`
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath,
    rawQueryString: query,
    headers: lowered(one),
    requestContext: {
      domainName: host(one),
      http: { method: 'POST', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
      stage,
      timeEpoch: one.receivedAt,
    },
    body: one.body.toString(base64 ? 'base64' : 'utf8'),
    isBase64Encoded: base64,
  }
}

/** As REST API does; the path is without the stage. */
export function eventV1(one: Written, { stage = 'prod' } = {}) {
  const [path, query = ''] = splitTarget(one.target)
  const pairs = [...new URLSearchParams(query)]
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: 'POST',
    headers: Object.fromEntries(one.headers),
    multiValueHeaders: Object.fromEntries(one.headers.map(([name, value]) => [name, [value]])),
    queryStringParameters: Object.fromEntries(pairs),
    multiValueQueryStringParameters: Object.fromEntries(pairs.map(([name, value]) => [name, [value]])),
    requestContext: { stage, path: `/${stage}${path}`, requestTimeEpoch: one.receivedAt },
    body: one.body.toString(),
    isBase64Encoded: false,
  }
}

/** The item of a receipt, as `aws dynamodb get-item` prints it. */
export function receiptItem(one: Written, { packed = false } = {}) {
  const proof = one.headers
    .map(([name, value]) => [name.toLowerCase(), { S: value }] as const)
    .filter(([name]) => ['client-id', 'request-time', 'signature', 'encrypt'].includes(name))
  return {
    Item: {
      pk: { S: 'antom#CLIENT#payment#1' },
      sk: { S: 'receipt#notifyPayment#1' },
      uri: { S: one.target },
      receivedAt: { N: String(one.receivedAt) },
      proof: { M: Object.fromEntries(proof) },
      body: { B: (packed ? gzipSync(one.body) : one.body).toString('base64') },
      ...(packed && { packed: { S: 'gzip' } }),
    },
  }
}

/** A line of a recording. */
export const recordedCall = ({ target, headers, body, receivedAt }: Written) =>
  `${JSON.stringify({ at: receivedAt, method: 'POST', target, headers, body: body.toString('base64'), status: 200 })}\n`
