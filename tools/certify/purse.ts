import type { CallDirectly } from './direct.ts'
import { type Heard, saidOf } from './heard.ts'
import type { NewMessage } from './messages.ts'
import { settled } from './settled.ts'
import { isVerdict, skipped } from './verdict.ts'

/**
 * What the user has, seen from outside: an evaluation says whether a payment could be made, and moves nothing. So two of
 * them show a balance that is expected, and some forty find one that is not known.
 */
export interface Purse {
  /** In the smallest unit. */
  balance(): Promise<bigint>
  /** Undefined where the user has so much, else what there is instead. */
  otherThan(expected: bigint): Promise<bigint | undefined>
}

/** No sandbox gives a user more: above it, nothing limits a payment. */
const MOST = 10n ** 18n
const FIRST_STEP = 512n
const FASTER = 8n
/** Evaluations of all that the user has: if they take it, the second is refused, or the third where it has just that. */
const AGAIN = 2
/** The user has less than that. */
export const EMPTY = 'USER_BALANCE_NOT_ENOUGH'

/** What evaluations show: what the user has, or by these calls that they take it; else nothing. */
export interface Evaluations {
  readonly purse?: Purse
  readonly taking?: readonly Heard[]
}

/** Nothing is shown where evaluations are not served, or show no limit, or another than what the user has. */
export async function openPurse(
  call: CallDirectly,
  message: NewMessage,
  newId: () => string,
  currency: string,
): Promise<Evaluations> {
  let enough: Heard | undefined

  async function suffices(value: bigint): Promise<boolean> {
    if (value <= 0n) return true
    if (value > MOST) throw unclear()
    const heard = await evaluate(value)
    if (heard.status === 'S') enough = heard
    else if (heard.status !== 'F' || heard.code !== EMPTY) throw unclear(heard)
    return heard.status === 'S'
  }

  function evaluate(value: bigint): Promise<Heard> {
    const evaluation = message('wallet/pay', newId(), {
      paymentAmount: { currency, value: String(value) },
      paymentFactor: { isPaymentEvaluation: 'true' },
    })
    return settled(() => call(evaluation))
  }

  let last = 0n

  /** Begins where the balance was last: what a check moves is little beside what a user has. */
  async function balance(): Promise<bigint> {
    let [least, most] = [last, last + 1n]
    let step = FIRST_STEP
    if (await suffices(most)) {
      for (least = most; await suffices(most); step *= FASTER) [least, most] = [most, most + step]
    } else {
      for (; !(await suffices(least)); step *= FASTER) [least, most] = [least - step, least]
    }
    while (most - least > 1n) {
      const middle = (least + most) / 2n
      if (await suffices(middle)) least = middle
      else most = middle
    }
    last = least
    return least
  }

  async function otherThan(expected: bigint): Promise<bigint | undefined> {
    const isSo = expected >= 0n && (await suffices(expected)) && !(await suffices(expected + 1n))
    if (!isSo) return balance()
    last = expected
    return undefined
  }

  try {
    const has = await balance()
    for (let time = 0; enough && time < AGAIN; time++) {
      const again = await evaluate(has)
      if (again.status === 'F' && again.code === EMPTY) return { taking: [enough, again] }
    }
    return { purse: { balance, otherThan } }
  } catch (cause) {
    if (isVerdict(cause)) return {}
    throw cause
  }
}

function unclear(heard?: Heard): Error {
  return skipped(
    `an evaluation, which would show the balance, was answered ${heard ? saidOf(heard) : 'S for any sum'}`,
  )
}
