import { hash } from 'node:crypto'
import { neverFinal } from '../../../lib/commands/results.ts'

/** What the OpenAPI document says of every command alike: the contract of lib/commands/backend.ts over HTTP. */

const text = { type: 'string' }

export const info = {
  title: 'The backend of a partner',
  version: '1',
  description: [
    'What the receiver asks of the backend behind `BACKEND_URL`, and what it takes for an answer. Each call is one genuine command of Alipay: its signature was verified, its sender is known, it is not old.',
    '**A request** is typed by its row: scalars and numbers are strings, money is an integer in the smallest unit of its currency, as text. Members that are null or empty are absent; fields that no page names are there as they were sent.',
    '**An answer** is HTTP 200 and a JSON object of at most 180,000 bytes, which the record has room for. S and F are final: the receiver records them, tells the platform no sooner, and gives every repeat the same. An F says that this operation was not done and never will be, not what is the matter with another one. What is not known is U. Everything else (another status, a redirect, a timeout, a reset, a body that is none of these) is told as U too, and the command comes again with a higher `Alipay-Attempt`, because the platform asks again. Scalars may be numbers or booleans: they are told as strings.',
    '**Money moves once** if the backend holds to this: one effect and one outcome for each `Idempotency-Key`, for ever, also while the first call still runs; a payment is refused once its cancel was taken, also where it was never seen; nothing is started after `Alipay-Deadline`.',
    '**A cancel and its payment** must exclude each other in the backend. The receiver begins no payment once its cancel has come, and holds the cancel back while a call of the payment may still be answered: until that gives an outcome, else until two seconds after its `Alipay-Deadline`. A payment that works on after its deadline, or after it was answered U, can meet its cancel.',
  ].join('\n\n'),
}

export const servers = [
  { url: '{BACKEND_URL}', variables: { BACKEND_URL: { default: 'https://backend.example.com/alipay' } } },
]

export const security = [{ bearer: [] }, { signature: [] }]

const callSigned = [
  '/wallet/pay',
  '1UrHPyzmsnCSOiqpjFFJdMlbBIzA1VVFIf6N2uSf2Z8',
  'SANDBOX_1',
  '1',
  '2026-11-21T08:00:07.300Z',
]

export const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'Where the entry of the client in the secret has `"backend": {"bearer": "…"}`.',
  },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description: [
      'Where it has `"backend": {"signatureKey": "whsec_…"}`: Standard Webhooks. `v1,` and the base64 HMAC-SHA256 of `webhook-id.webhook-timestamp.body`; `webhook-timestamp` is epoch seconds, and any library of Standard Webhooks verifies it.',
      '`webhook-id` binds what is not in the body: it is the unpadded base64url SHA-256 of five lines, joined by LF without one at the end: `/<platform>/<api>` of the path that was called, and the values of Idempotency-Key, Alipay-Client-Id, Alipay-Attempt and Alipay-Deadline as they came. Compute it anew and compare, beside verifying: bodies of two APIs may be equal, and a captured inquiry must not cancel. It names one call; an operation is named by Idempotency-Key alone.',
      `For example, the lines \`${callSigned.join('`, `')}\` have the id \`${hash('sha256', callSigned.join('\n'), 'base64url')}\`.`,
    ].join(' '),
  },
}

export const parameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'The same for every delivery of one operation; a cancel has another than what it cancels.',
    schema: { ...text, pattern: '^[A-Za-z0-9_-]{43}$' },
  },
  ClientId: {
    name: 'Alipay-Client-Id',
    in: 'header',
    required: true,
    description: 'Whose keys signed the command. Ids of business objects are unique within it.',
    schema: text,
  },
  Attempt: {
    name: 'Alipay-Attempt',
    in: 'header',
    required: true,
    description:
      'How often the record of the receiver says that the operation was begun, this time included, whether or not the call came through. For the log: 1 does not say that this is the first call, because a record may have expired, and what is not recorded always has 1. Only the Idempotency-Key tells a repeat.',
    schema: { type: 'integer', minimum: 1 },
  },
  Deadline: {
    name: 'Alipay-Deadline',
    in: 'header',
    required: true,
    description: 'The receiver gives up then: start nothing after it.',
    schema: { ...text, format: 'date-time' },
  },
  CorrelationId: {
    name: 'X-Correlation-Id',
    in: 'header',
    required: true,
    description: 'Names the request in the log of the receiver.',
    schema: text,
  },
}

/** The three answers, as lib/commands/read-outcome.ts checks them. */
export const answers = {
  Succeeded: answer('Done, for good.', 'S', { const: 'SUCCESS' }),
  Failed: answer('Not done, and never to be, for good.', 'F', {
    allOf: [{ $ref: '#/components/schemas/ResultCode' }, { not: { enum: ['SUCCESS', ...neverFinal] } }],
  }),
  Undecided: answer('Not known yet: the command comes again.', 'U', {
    allOf: [{ $ref: '#/components/schemas/ResultCode' }, { not: { const: 'SUCCESS' } }],
  }),
  ResultCode: { ...text, pattern: '^[A-Z][A-Z0-9_]{0,63}$' },
}

function answer(description: string, status: 'S' | 'F' | 'U', resultCode: object) {
  const result = {
    type: 'object',
    properties: {
      resultCode,
      resultStatus: { const: status },
      resultMessage: { ...text, description: 'Told up to 256 characters.' },
    },
    required: ['resultCode', 'resultStatus'],
  }
  return { description, type: 'object', properties: { result }, required: ['result'] }
}
