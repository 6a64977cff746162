import type { CallRow } from '../../../tools/inspect/view.ts'

const ends = [
  ['accepted', 'good', 200],
  ['repeated', 'faint', 200],
  ['succeeded', 'good', 200],
  ['refused', 'bad', 401],
  ['conflicting', 'odd', 200],
  ['backend-failed', 'bad', 200],
] as const

const apis = [
  ['antom', 'notifyPayment', 'notification'],
  ['wallet', 'pay', 'command'],
  ['acquirer', 'notifyPayment', 'notification'],
  ['mini-program', 'notifyRefund', 'notification'],
] as const

/** A row as the local stack could say it, other for each number. */
export function rowOf(number: number, change: Partial<CallRow> = {}): CallRow {
  const [platform, api, contract] = pick(apis, number)
  const [end, look, status] = pick(ends, number * 7)
  return {
    id: `call-${number}`,
    at: Date.now() - 1000,
    platform,
    api,
    contract,
    about: `payment#order-${number}`,
    end,
    look,
    status,
    tookMs: 3 + (number % 40),
    ...change,
  }
}

function pick<T>(list: readonly T[], number: number): T {
  const found = list[number % list.length]
  if (found === undefined) throw new Error('an empty list')
  return found
}
