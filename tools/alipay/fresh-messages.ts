import { hash } from 'node:crypto'
import { type Sample, sampleNamed } from './samples.ts'

/**
 * What names a payment, a refund, a token or another thing that a message is about, wherever it stands in it. Who the
 * parties are (acquirer, merchant, customer) stays as it is: a partner knows those.
 */
const ids = new RegExp(
  `^(?:${[
    '\\w*[rR]equestId',
    '(?:payment|payTo|refund|capture|dispute|transfer|exchange|deal|trade|funding|originalCredit|creditNote|invoice)Id',
    'subscription(?:Order|Trans)?Id',
    '(?:settlementBatch|notify|transaction|extTransaction)Id',
    'auth(?:Code|State)|(?:access|refresh)Token',
    'orderNo|billNo|accountingBizNo|notifySequence|idempotencyKey',
  ].join('|')})$`,
)

/** What names the thing in this API alone. */
const idsOf = new Map([
  ['notifyRegisterCustomer', 'customerId'],
  ['userInitiatedPay', 'codeValue'],
  ['evaluateOriginalCredit', 'paymentMethodId'],
])

const HOUR_MS = 3_600_000

/**
 * The sample as a message that nobody has heard of: every id in it ends in `-<run>`, and a payment has an hour left to
 * begin. With the same run it is the same message; without one it has the ids of the sample.
 */
export function freshBody(
  { name, request }: Pick<Sample, 'name' | 'request'>,
  run: string | undefined,
): object {
  const own = idsOf.get(name.replace(/\..*/, ''))
  const isId = (member: string) => ids.test(member) || member === own
  return renewed(JSON.parse(request.toString()), (member, value) => {
    if (member === 'paymentExpiryTime') return new Date(Date.now() + HOUR_MS).toISOString()
    return run !== undefined && isId(member) ? withEnding(value, run) : value
  })
}

/** A body about a payment that nobody has heard of: the platform's sample, its ids ending in `-<run>`. */
export function freshNotification(platform: string, run: string): string {
  return JSON.stringify(freshBody(sampleNamed(platform, 'notifyPayment'), run), null, 2)
}

/** A command that nobody has heard of, with members of its own level replaced. */
export function freshCommand(platform: string, api: string, run: string, changes: object = {}): string {
  return JSON.stringify({ ...freshBody(sampleNamed(platform, api), run), ...changes }, null, 2)
}

/** The same with another first digit in the first amount. */
export function withOtherAmount(body: string): string {
  return body.replace(/"value": "(\d)/, (_, digit) => `"value": "${(Number(digit) % 9) + 1}`)
}

type Renew = (member: string, value: string | number) => string | number

function renewed<Value>(value: Value, renew: Renew): Value
function renewed(value: unknown, renew: Renew): unknown {
  if (Array.isArray(value)) return value.map((element) => renewed(element, renew))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([member, inside]) => {
      const isScalar = typeof inside === 'string' || typeof inside === 'number'
      return [member, isScalar ? renew(member, inside) : renewed(inside, renew)]
    }),
  )
}

/** A number stays one, and so does the number at the end of a URL, which stands for an order. */
function withEnding(value: string | number, run: string): string | number {
  if (typeof value === 'number') return Number(digitsOf(run))
  return /^https:.*\/\d+$/.test(value) ? value + digitsOf(run) : `${value}-${run}`
}

function digitsOf(run: string): string {
  return String(Number.parseInt(hash('sha256', run).slice(0, 12), 16))
}
