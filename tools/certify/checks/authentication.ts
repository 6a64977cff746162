import { isRecorded } from '../../../lib/commands/is-recorded.ts'
import type { Check } from '../check.ts'
import { type CallOptions, type Message, wrongCredential } from '../direct.ts'
import { mustNotHaveHappened, mustPay } from '../expect.ts'
import { altered } from '../fates.ts'
import { type Heard, isFinal, saidOf } from '../heard.ts'
import { apisByPath } from '../messages.ts'
import type { Play } from '../play.ts'
import { readyMessage } from '../ready-message.ts'
import type { Fate, Headers, Outgoing } from '../recorder.ts'
import { settled } from '../settled.ts'
import { newPayment, paidPayment } from '../till.ts'
import { broken, skipped } from '../verdict.ts'

const TEN_MINUTES_MS = 600_000
const LATER_MS = 60_000

/** What a stranger may make of a call that was captured or written anew; only some can be told by a bearer token. */
const forgeries: readonly {
  readonly what: string
  readonly needs: 'any' | 'hmac'
  options(play: Play): CallOptions
}[] = [
  { what: 'with no credential', needs: 'any', options: () => ({ credential: null }) },
  {
    what: 'with a wrong credential',
    needs: 'any',
    options: (play) => ({ credential: wrongCredential(play.credentialOf('wallet')) }),
  },
  { what: 'signed ten minutes ago', needs: 'hmac', options: () => ({ signedMs: -TEN_MINUTES_MS }) },
  { what: 'with another amount than was signed', needs: 'hmac', options: () => ({ fate: otherAmount }) },
  {
    what: 'with a later deadline than was signed',
    needs: 'hmac',
    options: () => ({
      fate: otherHeader('Alipay-Deadline', (time) => new Date(Date.parse(time) + LATER_MS).toISOString()),
    }),
  },
  {
    what: 'under another Idempotency-Key than was signed',
    needs: 'hmac',
    options: () => ({ fate: otherHeader('Idempotency-Key', (key) => [...key].reverse().join('')) }),
  },
]

export const authenticationChecks: readonly Check[] = [
  ...[...apisByPath].map(([path, row]) => ({
    rule: 'authentication' as const,
    name: 'a call with no credential, or with a wrong one, is refused',
    apis: [path],
    async run(play: Play) {
      mustHaveCredential(play)
      const message = await readyMessage(play, path)
      for (const credential of [null, wrongCredential(play.credentialOf(row.platform))]) {
        const what = `a call with ${credential ? 'a wrong' : 'no'} credential`
        mustRefuse(await play.call(message, { credential }), what)
      }
      // What its API does not record has no key that a stranger could use up.
      if (!isRecorded(message.api, Object(message.body))) return
      const genuine = await settled(() => play.call(message))
      if (genuine.status === undefined) {
        throw broken(`after it, the genuine call was answered ${saidOf(genuine)}`, genuine)
      }
    },
  })),
  ...forgeries.map(({ what, needs, options }) => ({
    rule: 'authentication' as const,
    name: `a payment ${what} takes nothing, and the genuine one comes after it`,
    apis: ['wallet/pay'],
    async run(play: Play) {
      mustHaveCredential(play, needs)
      const payment = newPayment(play)
      const forged = await payment.pay(options(play))
      mustRefuse(forged, `a payment ${what}`)
      mustNotHaveHappened(await payment.inquire(), `a payment ${what}`, forged)
      mustPay(await settled(() => payment.pay()), `a payment ${what}`, forged)
    },
  })),
  {
    rule: 'authentication',
    name: 'the signature of an inquiry cancels nothing',
    apis: ['wallet/pay', 'wallet/inquiryPayment', 'wallet/cancelPayment'],
    async run(play) {
      mustHaveCredential(play, 'hmac')
      const payment = await paidPayment(play)
      const inquiry: Message = play.message('wallet/inquiryPayment', payment.id)
      const forged = await play.call(inquiry, {
        fate: altered('it was played at another API', () => ({ path: '/wallet/cancelPayment' })),
      })
      mustRefuse(forged, 'an inquiry that was captured and played at cancelPayment')
      const { standing, heard } = await payment.inquire()
      if (standing === 'absent' || standing === 'failed') {
        throw broken('an inquiry that was captured cancelled a payment', forged, ...(heard ? [heard] : []))
      }
    },
  },
]

function mustHaveCredential({ credentialKind }: Play, needs: 'any' | 'hmac' = 'any'): void {
  if (!credentialKind) throw skipped('the client’s secret has no `backend`: give --credential')
  if (needs === 'hmac' && credentialKind === 'bearer') {
    throw skipped('a bearer token binds nothing of a call: with a signatureKey this is checked')
  }
}

/** S and F are outcomes: whoever refuses a call says neither. */
function mustRefuse(heard: Heard, what: string): void {
  if (!isFinal(heard)) return
  const hint = heard.status === 'F' ? ', which is final: HTTP 401 is not' : ''
  throw broken(`${what} was answered ${saidOf(heard)}${hint}`, heard)
}

const otherAmount: Fate = altered('its amount was changed', ({ body }) => ({
  body: Buffer.from(body.toString().replace(/("paymentAmount":\{[^}]*"value":")\d/, '$19')),
}))

function otherHeader(name: string, change: (value: string) => string): Fate {
  return altered(`its ${name} was changed`, ({ headers }: Outgoing) => ({
    headers: headers.map(([one, value]): Headers[number] => [one, one === name ? change(value) : value]),
  }))
}
