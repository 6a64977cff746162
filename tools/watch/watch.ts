import type { AnsweredCall, Watcher } from '../local/watcher.ts'
import { createLineCounter } from './count-lines.ts'
import { type Doctor, digestOf } from './doctor.ts'
import { createLineJoiner } from './join-lines.ts'
import { type Paper, sayCall } from './say-call.ts'
import { sayWatch } from './say-watch.ts'
import { type CallFacts, isProbe, type SeenCall, seeCall, seeLate } from './see-call.ts'
import { whyNotKept } from './why-not-kept.ts'
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
  /** Whether the stack keeps what it refuses. */
  readonly keepsRefused: boolean
}

/** What the doctor is asked about: what is not genuine, or cannot be checked. */
export const refusals: ReadonlySet<string> = new Set(['refused', 'unknown-client', 'no-keys'])

/**
 * Shows every call in a line as it comes, with why it went wrong, and each inquiry that went wrong; what repeats is
 * counted.
 */
export function createWatch({ writer, paper, doctor, clock, keepsRefused }: WatchParts): Watch {
  const counter = createLineCounter(writer)
  const left = new Map<string, number>()
  const undiagnosed = new Map<SeenCall, AnsweredCall>()
  const joiner = createLineJoiner({ onCall, onLate: (entry) => show(seeLate(entry, clock())), clock })

  function onCall(facts: CallFacts): void {
    if (isLeftOut(facts.call)) return
    const seen = seeCall(facts)
    if (!refusals.has(seen.end) || isProbe(facts.entry ?? {})) show(seen)
    else {
      const notKept = keepsRefused ? whyNotKept(facts) : undefined
      void diagnose({ ...seen, ...(notKept && { notKept }) }, facts.call)
    }
  }

  /** Its line waits for the verdict, so that it has it. */
  async function diagnose(seen: SeenCall, call: AnsweredCall): Promise<void> {
    undiagnosed.set(seen, call)
    const verdict = await doctor.ask(call)
    if (undiagnosed.delete(seen)) show(verdict ? { ...seen, advice: verdict } : unexamined(seen, call))
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
    logged(entry) {
      const shown = sayWatch(entry, clock(), paper)
      if (shown) counter.show(shown)
      else joiner.logged(entry)
    },
    leaveOut: (signature) => void left.set(signature, (left.get(signature) ?? 0) + 1),
    flush() {
      joiner.flush()
      for (const [seen, call] of undiagnosed) show(unexamined(seen, call))
      undiagnosed.clear()
      counter.flush()
    },
  }
}

/** Nothing is known of its cause: that it looks like another makes it no repetition of that. */
function unexamined(seen: SeenCall, call: AnsweredCall): SeenCall {
  const how = seen.kept ? 'the line below explains it' : SEND_AGAIN
  return { ...seen, advice: `${NOT_EXAMINED}: ${how}`, unexamined: digestOf(call) }
}

const NOT_EXAMINED = 'not examined, because too much came at once'
const SEND_AGAIN = 'send it again alone, or start with --record calls.ndjson and `explain` that file'

function signatureOf(headers: AnsweredCall['headers']): string {
  return headers.find(([name]) => name.toLowerCase() === 'signature')?.[1] ?? ''
}
