import { type Heard, isFinal, outcomeText, saidOf } from './heard.ts'
import type { Play } from './play.ts'
import { EMPTY } from './purse.ts'
import type { Inquired } from './till.ts'
import { broken, skipped } from './verdict.ts'

/** Passes where what is not known may be U, but nothing was acted on. */
export function mustNotSucceed(heard: Heard, what: string): void {
  if (heard.status === 'S') throw broken(`${what} was answered S`, heard)
}

export function mustNotHaveHappened(
  { standing, heard }: Inquired,
  what: string,
  ...calls: readonly Heard[]
): void {
  if (standing === 'happened' && heard) {
    throw broken(`${what}: the inquiry says that it happened`, ...calls, heard)
  }
}

/** The operation's answer must be the first one's, in all but its message. */
export function mustRepeat(first: Heard, later: Heard, what: string): void {
  if (!isFinal(later)) throw broken(`${what} was answered ${saidOf(later)}, not as before`, first, later)
  if (outcomeText(later) === outcomeText(first)) return
  const difference =
    saidOf(later) === saidOf(first)
      ? `${saidOf(first)} again, but with another ${differenceOf(first, later)}`
      : `${saidOf(later)}; before it was ${saidOf(first)}`
  throw broken(`${what} was answered ${difference}`, first, later)
}

/** The fields in which they differ. */
function differenceOf(first: Heard, later: Heard): string {
  const names = new Set([first, later].flatMap(({ body }) => Object.keys(body)))
  const differing = [...names].filter(
    (name) => JSON.stringify(first.body[name]) !== JSON.stringify(later.body[name]),
  )
  return differing.filter((name) => name !== 'result').join(', ') || 'result'
}

/** That the check has an S to go on from. */
export function mustBegin(heard: Heard, what: string): void {
  if (heard.status !== 'S') throw skipped(`${what} was answered ${saidOf(heard)}`)
}

/** That a payment, of which nothing else may stand in the way, is made. */
export function mustPay(heard: Heard, after: string, ...calls: readonly Heard[]): void {
  if (heard.status === 'S') return
  if (heard.code === EMPTY) throw skipped('the user has not enough left: name one who has more')
  throw broken(`after ${after} the payment was answered ${saidOf(heard)}`, ...calls, heard)
}

/** What the user had before; `took` holds what it must have cost meanwhile. Does nothing where no balance is seen. */
export async function watchBalance({ purse, amount }: Play) {
  const before = await purse?.balance()
  return {
    isSeen: before !== undefined,
    async took(cost: bigint, what: string): Promise<void> {
      if (!purse || before === undefined) return
      const now = await purse.otherThan(before - cost)
      if (now === undefined) return
      const [moved, due] = [before - now, cost].map((sum) => `${sum} ${amount.currency}`)
      throw broken(`${what}: ${moved} were taken from the user, not ${due}`)
    },
  }
}
