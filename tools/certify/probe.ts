import { saidOf } from './heard.ts'
import type { Calls, First } from './play.ts'
import { readyMessage, settledAtAlipay } from './ready-message.ts'
import { isVerdict } from './verdict.ts'

export interface Probe {
  readonly firsts: readonly First[]
  /** By API, why it is not checked. */
  readonly unserved: ReadonlyMap<string, string>
}

/** What a server says of a path that it does not know. */
const unknownStatuses = [404, 405, 501]

/** Sends a message of each API through the functions: which of them does the backend serve? */
export async function probe(paths: readonly string[], calls: Calls): Promise<Probe> {
  const firsts: First[] = []
  const unserved = new Map<string, string>()
  for (const path of paths) {
    try {
      const message = await readyMessage(calls, path)
      const asked = await settledAtAlipay(() => calls.ask(message))
      const { heard } = asked
      const status = heard?.exchange.answer?.status ?? 0
      const isUnknown = unknownStatuses.includes(status) || heard?.code === 'INVALID_API'
      if (isUnknown && heard) unserved.set(path, `your backend does not know it: ${saidOf(heard)}`)
      else firsts.push({ path, message, asked })
    } catch (cause) {
      if (!isVerdict(cause)) throw cause
      unserved.set(path, cause.message)
    }
  }
  return { firsts, unserved }
}
