import type { AnsweredCall, Watcher } from '../local/watcher.ts'
import { createLineCounter } from './count-lines.ts'
import type { Doctor } from './doctor.ts'
import { createLineJoiner } from './join-lines.ts'
import { type Paper, sayCall } from './say-call.ts'
import { type CallFacts, type SeenCall, seeCall, seeLate } from './see-call.ts'
import type { Writer } from './writer.ts'

export interface Watch extends Required<Pick<Watcher, 'answered' | 'logged'>> {
  /** The next call with this Signature is not shown: whoever sent it shows it. */
  leaveOut(signature: string): void
  /** Prints what was only counted so far, and what still waits for something. */
  flush(): void
}

interface WatchParts {
  readonly writer: Writer
  readonly paper: Paper
  readonly doctor: Pick<Doctor, 'ask'>
  /** Epoch milliseconds. */
  clock(): number
}

/** What the doctor is asked about: what is not genuine, or cannot be checked. */
export const refusals: ReadonlySet<string> = new Set(['refused', 'unknown-client', 'no-keys'])

/** Shows every call in a line as it comes, with why it went wrong; what repeats is counted. */
export function createWatch({ writer, paper, doctor, clock }: WatchParts): Watch {
  const counter = createLineCounter(writer)
  const left = new Map<string, number>()
  const undiagnosed = new Set<SeenCall>()
  const joiner = createLineJoiner({ onCall, onLate: (entry) => show(seeLate(entry, clock())), clock })

  function onCall(facts: CallFacts): void {
    if (isLeftOut(facts.call)) return
    const seen = seeCall(facts)
    if (refusals.has(seen.end)) void diagnose(seen, facts.call)
    else show(seen)
  }

  /** Its line waits for the verdict, so that it has it. */
  async function diagnose(seen: SeenCall, call: AnsweredCall): Promise<void> {
    undiagnosed.add(seen)
    const verdict = await doctor.ask(call)
    if (undiagnosed.delete(seen)) show(verdict ? { ...seen, todo: verdict } : seen)
  }

  function show(seen: SeenCall): void {
    counter.show(sayCall(seen, paper))
  }

  function isLeftOut({ headers }: AnsweredCall): boolean {
    const signature = signatureOf(headers)
    const count = left.get(signature) ?? 0
    if (count > 1) left.set(signature, count - 1)
    else left.delete(signature)
    return count > 0
  }

  return {
    answered: joiner.answered,
    logged: joiner.logged,
    leaveOut: (signature) => void left.set(signature, (left.get(signature) ?? 0) + 1),
    flush() {
      joiner.flush()
      for (const seen of undiagnosed) show(seen)
      undiagnosed.clear()
      counter.flush()
    },
  }
}

function signatureOf(headers: AnsweredCall['headers']): string {
  return headers.find(([name]) => name.toLowerCase() === 'signature')?.[1] ?? ''
}
