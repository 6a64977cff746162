import { randomBytes } from 'node:crypto'
import { type Draft, destinationOf, signDraft } from '../alipay/draft.ts'
import { type Answered, type Exchange, exchange } from '../alipay/exchange.ts'
import type { Fault, Shot } from '../alipay/faults.ts'
import { record } from '../alipay/recording.ts'
import { problem } from '../terminal/problem.ts'
import type { Message } from './choose-message.ts'
import { faultNamed } from './lists.ts'
import { readInsecure, type SendingChoice, senderFor } from './sending-options.ts'
import { judge, type Verdict } from './show-exchange.ts'

export interface SendChoice extends SendingChoice {
  readonly body?: string
  readonly sameId?: string | true
  readonly signUri?: string
  readonly header?: readonly (readonly [string, string])[]
  readonly fault?: string
  readonly times: number
  readonly concurrency: number
  readonly schedule?: boolean
  readonly speed: number
  readonly record?: string
  readonly list?: boolean
  readonly quiet?: boolean
  readonly json?: boolean
}

/** One call of the command line: several requests where the fault is a sequence. */
export interface Caller {
  readonly message: Message
  /** Of the nth call. */
  shotsOf(n: number): readonly Shot[]
  shoot(shot: Shot): Promise<Exchange>
  judge(exchange: Answered, shot: Shot): Verdict
}

export function callerOf(message: Message, choice: SendChoice): Caller {
  const { sample } = message
  const sender = senderFor(sample.platform, choice)
  const destination = destinationOf(sender, sample, choice)
  const insecure = readInsecure(choice, destination)
  const fault = choice.fault === undefined ? undefined : faultNamed(choice.fault)
  const { signUri: uri = destination.target, header: headers = [], sameId } = choice
  const run = newRun()
  const runOf = (n: number) => (sameId === undefined ? `${run}-${n}` : sameId === true ? undefined : sameId)
  return {
    message,
    shotsOf: (n) =>
      shotsOf(fault, { ...destination, sender, sample, body: message.bodyFor(runOf(n)), uri, headers }),
    async shoot({ draft, alter, law: _, ...options }) {
      const signed = signDraft(draft)
      const sent = await exchange(alter?.(signed) ?? signed, {
        ...options,
        sender: draft.sender,
        uri: draft.uri,
        insecure,
      })
      if (choice.record) recordIt(choice.record, sent)
      return sent
    },
    judge: (sent, { draft, law }) => judge(sent, draft.sample, fault && law),
  }
}

/** Ends ids that nobody has seen. */
export function newRun(): string {
  return `${Date.now().toString(36)}${randomBytes(3).toString('hex')}`
}

function shotsOf(fault: Fault | undefined, draft: Draft): readonly Shot[] {
  if (!fault) return [{ draft, law: 'genuine' }]
  const shots = fault.shotsOf(draft)
  if (!shots)
    throw problem(
      `${draft.sample.platform} ${draft.sample.name} cannot have the fault ${fault.name}: ${fault.what}`,
    )
  return shots
}

/** Throws a problem where the file cannot be written. */
function recordIt(file: string, sent: Exchange): void {
  try {
    record(file, sent)
  } catch (cause) {
    throw problem(`${file} cannot be written (${(cause as NodeJS.ErrnoException).code})`)
  }
}
