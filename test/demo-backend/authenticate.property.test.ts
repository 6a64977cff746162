import type { IncomingHttpHeaders } from 'node:http'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { forwardToBackend } from '../../lib/adapters/http-backend.ts'
import type { Command } from '../../lib/commands/backend.ts'
import { type Call, isAuthentic } from '../../tools/demo-backend/authenticate.ts'
import { backendCommand, signatureKey } from '../support/request/backend-command.ts'
import { answerWith, startRawBackend } from '../support/stack/raw-backend.ts'

const now = 1_614_265_330_000
const credential = { signatureKey: `whsec_${signatureKey.export().toString('base64')}` }

const commands = fc.record({
  platform: fc.constantFrom('wallet', 'acquirer', 'mini-program'),
  api: fc.constantFrom('pay', 'inquiryPayment', 'cancelPayment'),
  clientId: fc.stringMatching(/^[!-+.-~]{1,20}$/),
  idempotencyKey: fc.stringMatching(/^[\w-]{43}$/),
  attempt: fc.integer({ min: 1, max: 99 }),
  deadline: fc.integer({ min: now, max: now + 7_300 }),
  request: fc.dictionary(fc.string(), fc.string({ unit: 'binary' })),
}) satisfies fc.Arbitrary<Partial<Command>>

/** What `Alipay-*`, the key, the path and the body say: each may be another's, or anything. */
const bound = ['idempotency-key', 'alipay-client-id', 'alipay-attempt', 'alipay-deadline'] as const

/** Sends each command, and gives what the backend reads of it. */
async function openSender() {
  const backend = await startRawBackend(answerWith('HTTP/1.1 200 OK', '{}'))
  const forward = forwardToBackend(backend.url, () => now)
  return {
    async send(changes: Partial<Command>): Promise<Call> {
      await forward(backendCommand({ ...changes, credential: { kind: 'hmac', key: signatureKey } }))
      const [head = '', body = ''] = (backend.requests.at(-1) ?? '').split('\r\n\r\n')
      const [line = '', ...fields] = head.split('\r\n')
      const pairs = fields.map((field) => [
        field.slice(0, field.indexOf(':')).toLowerCase(),
        field.slice(field.indexOf(': ') + 2),
      ])
      const headers: IncomingHttpHeaders = Object.fromEntries(pairs)
      return { path: line.split(' ')[1] ?? '', headers, body: Buffer.from(body) }
    },
    [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose](),
  }
}

it('knows every call of the receiver', async () => {
  await using sender = await openSender()
  await fc.assert(
    fc.asyncProperty(commands, async (command) => {
      expect(isAuthentic({ backend: credential }, await sender.send(command), now)).toBe(true)
    }),
  )
})

it('refuses a call of which anything is another’s, or moved from one header to the next', async () => {
  await using sender = await openSender()
  await fc.assert(
    fc.asyncProperty(commands, commands, fc.integer({ min: 1, max: 63 }), async (one, other, parts) => {
      const [taken, given] = [await sender.send(one), await sender.send(other)]
      const isChosen = (part: number) => (parts & (1 << part)) !== 0
      const mixed = {
        path: isChosen(0) ? given.path : taken.path,
        body: isChosen(1) ? given.body : taken.body,
        headers: { ...taken.headers },
      }
      bound.forEach((name, part) => {
        if (isChosen(part + 2)) mixed.headers[name] = given.headers[name]
      })
      expect(isAuthentic({ backend: credential }, mixed, now)).toBe(isSameCall(mixed, taken))
    }),
  )
  await fc.assert(
    fc.asyncProperty(commands, fc.nat(3), fc.nat(44), async (command, part, cut) => {
      const call = await sender.send(command)
      const whole = [call.path, ...bound.map((name) => call.headers[name])].join('')
      const values = [call.path, ...bound.map((name) => String(call.headers[name]))]
      const at = [...(values[part] ?? '')].slice(0, cut).join('')
      const rest = (values[part] ?? '').slice(at.length)
      values[part] = at
      values[part + 1] = rest + values[part + 1]
      expect(values.join('')).toBe(whole)
      const [path = '', ...told] = values
      const headers = { ...call.headers, ...Object.fromEntries(bound.map((name, i) => [name, told[i]])) }
      expect(isAuthentic({ backend: credential }, { ...call, path, headers }, now)).toBe(rest === '')
    }),
  )
})

function isSameCall(one: Call, other: Call): boolean {
  return (
    one.path === other.path &&
    one.body.equals(other.body) &&
    bound.every((name) => one.headers[name] === other.headers[name])
  )
}
