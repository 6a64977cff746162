import { type KeyName, testSignature } from './test-keys.ts'

interface ReplyRow {
  readonly name: string
  readonly platform: string
  readonly agentToken?: string
  readonly body: string
  /** Response-Time as the platform has it. */
  readonly time: string
  readonly echoed?: true
}

export interface ReplyCase {
  readonly name: string
  readonly input: {
    readonly platform: string
    readonly request: { readonly uri: string; readonly clientId: string; readonly agentToken: string | null }
    readonly answeredAt: number
    readonly body: string
    readonly signing: { readonly version: string; readonly key: KeyName }
  }
  readonly signedTextBase64: string
  readonly expected: { readonly headers: Readonly<Record<string, string>> }
}

export interface ReplyCheck {
  readonly name: string
  readonly input: {
    readonly request: { readonly uri: string; readonly clientId: string }
    readonly headers: Readonly<Record<string, string>>
    readonly bodyBase64: string
    readonly verifying: { readonly version: string; readonly key: KeyName }
  }
  readonly expected: { readonly genuine: boolean }
}

const clientId = 'TEST_CLIENT_1'
const signer = { version: '1', key: 'test-partner-1' } as const
const seconds = '2026-11-21T02:00:30Z'
const millis = '2026-11-21T02:00:30.987Z'

const result = (resultStatus: string, resultCode: string, resultMessage: string) =>
  JSON.stringify({ result: { resultCode, resultStatus, resultMessage } })
const success = result('S', 'SUCCESS', 'success')
const unknown = result('U', 'UNKNOWN_EXCEPTION', 'An API call failed, which is caused by unknown reasons.')
const invalid = result('F', 'INVALID_SIGNATURE', 'The signature is invalid.')

const rows: readonly ReplyRow[] = [
  { name: 'acquirer: taken', platform: 'acquirer', body: success, time: seconds },
  { name: 'antom: taken', platform: 'antom', body: success, time: seconds },
  { name: 'mini-program: taken', platform: 'mini-program', body: success, time: millis },
  { name: 'worldfirst: taken', platform: 'worldfirst', body: success, time: seconds },
  { name: 'wallet: a command that succeeded', platform: 'wallet', body: success, time: seconds },
  { name: 'acquirer: a result F', platform: 'acquirer', body: invalid, time: seconds },
  { name: 'antom: a result F', platform: 'antom', body: invalid, time: seconds },
  { name: 'mini-program: a result U', platform: 'mini-program', body: unknown, time: millis },
  { name: 'worldfirst: a result U', platform: 'worldfirst', body: unknown, time: seconds },
  { name: 'wallet: a result F', platform: 'wallet', body: invalid, time: seconds },
  {
    name: 'antom: an Agent-Token',
    platform: 'antom',
    agentToken: 'TEST_TOKEN',
    body: success,
    time: seconds,
    echoed: true,
  },
  {
    name: 'acquirer: an Agent-Token',
    platform: 'acquirer',
    agentToken: 'TEST_TOKEN',
    body: success,
    time: seconds,
    echoed: true,
  },
  {
    name: 'wallet: an Agent-Token is not echoed',
    platform: 'wallet',
    agentToken: 'TEST_TOKEN',
    body: success,
    time: seconds,
  },
  {
    name: 'a text beyond ASCII',
    platform: 'wallet',
    body: result('S', 'SUCCESS', 'réussi 😀'),
    time: seconds,
  },
]

/** What is signed, and with which headers it goes back. */
export function replyCases(): readonly ReplyCase[] {
  return rows.map(({ name, platform, agentToken, body, time, echoed }) => {
    const uri = `/${platform}/notify`
    const text = Buffer.from(`POST ${uri}\n${clientId}.${time}.${body}`)
    const signature = encodeURIComponent(testSignature(text, signer.key))
    const headers = {
      'Client-Id': clientId,
      'Response-Time': time,
      'Content-Type': 'application/json; charset=UTF-8',
      Signature: `algorithm=RSA256,keyVersion=${signer.version},signature=${signature}`,
      ...(echoed && agentToken && { 'Agent-Token': agentToken }),
    }
    const request = { uri, clientId, agentToken: agentToken ?? null }
    return {
      name,
      input: { platform, request, answeredAt: Date.parse(millis), body, signing: signer },
      signedTextBase64: text.toString('base64'),
      expected: { headers },
    }
  })
}

/** The first reply as its sender gets it: as it left, and changed on its way. */
export function replyChecks([reply]: readonly ReplyCase[]): readonly ReplyCheck[] {
  if (!reply) return []
  const { request, body } = reply.input
  const { uri } = request
  const sent = { uri, clientId, headers: reply.expected.headers, body }
  const { Signature, ...unsigned } = sent.headers
  const changed: readonly (readonly [name: string, change: Partial<typeof sent>])[] = [
    ['another body', { body: body.replace('"S"', '"U"') }],
    ['a line feed after the body', { body: `${body}\n` }],
    ['another Response-Time', { headers: { ...sent.headers, 'Response-Time': '2026-11-21T02:00:31Z' } }],
    ['the reply to another URI', { uri: `${uri}/` }],
    ['the reply to another client', { headers: { ...sent.headers, 'Client-Id': 'TEST_CLIENT_2' } }],
    ['no Signature', { headers: unsigned }],
  ]
  const check = (
    name: string,
    genuine: boolean,
    { uri, clientId, headers, body }: typeof sent,
  ): ReplyCheck => ({
    name,
    input: {
      request: { uri, clientId },
      headers,
      bodyBase64: Buffer.from(body).toString('base64'),
      verifying: signer,
    },
    expected: { genuine },
  })
  return [
    check('as it left', true, sent),
    ...changed.map(([name, change]) => check(name, false, { ...sent, ...change })),
  ]
}
