import { saidOf } from './heard.ts'
import type { Asked, Calls, First } from './play.ts'
import { readyMessage } from './ready-message.ts'
import { settledAtAlipay } from './settled.ts'
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
      const asked = await settledAtAlipay(calls, message)
      const why = whyUnserved(asked)
      if (why) unserved.set(path, why)
      else firsts.push({ path, message, asked })
    } catch (cause) {
      if (!isVerdict(cause)) throw cause
      unserved.set(path, cause.message)
    }
  }
  return { firsts, unserved }
}

function whyUnserved({ heard, reply }: Asked): string | undefined {
  if (!heard) {
    const { resultStatus = `HTTP ${reply.status}`, resultCode = '' } = reply.result ?? {}
    return `the receiver answered ${`${resultStatus} ${resultCode}`.trim()} without a call`
  }
  const isUnknown =
    unknownStatuses.includes(heard.exchange.answer?.status ?? 0) || heard.code === 'INVALID_API'
  return isUnknown ? `your backend does not know it: ${saidOf(heard)}` : undefined
}
