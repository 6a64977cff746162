import { type Answered, failureText } from '../alipay/exchange.ts'
import { answerText } from '../alipay/law.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Caller, SendChoice } from './caller.ts'
import { plain } from './plain.ts'
import { jsonOf, type Verdict } from './show-exchange.ts'

/** What many calls came to. */
interface Tally {
  /** How often each answer came. */
  readonly answers: Map<string, number>
  readonly ms: number[]
  good: number
  /** Why the first that is not good is not. */
  why: string | undefined
}

/** Sends so many calls, so many at once, and shows what they came to. Throws a problem where one is not as it must be. */
export async function sendMany(caller: Caller, choice: SendChoice, terminal: Terminal): Promise<void> {
  const tally: Tally = { answers: new Map(), ms: [], good: 0, why: undefined }
  const progress = openProgress(terminal, choice.times, () => tally.ms.length)
  let next = 1
  const work = async () => {
    while (next <= choice.times) await callOnce(caller, next++, tally, choice.json ? terminal : undefined)
  }
  try {
    await Promise.all(Array.from({ length: Math.min(choice.concurrency, choice.times) }, work))
  } finally {
    progress.close()
  }
  const total = tally.ms.length
  if (!choice.json) showTally(tally, terminal)
  if (tally.good < total)
    throw problem(`${total - tally.good} of ${total} are not as they must be: ${tally.why}`)
}

/** The last request of a call counts: it is the one with the fault. */
async function callOnce(caller: Caller, n: number, tally: Tally, json: Terminal | undefined): Promise<void> {
  const shots = caller.shotsOf(n)
  for (const [at, shot] of shots.entries()) {
    const sent = await caller.shoot(shot)
    const verdict = sent.kind === 'answered' ? caller.judge(sent, shot) : undefined
    json?.json(jsonOf(shot.draft.sample, sent, verdict))
    if (at < shots.length - 1) continue
    const text = sent.kind === 'answered' ? answerText(sent.reply) : `no answer (${sent.code})`
    count(tally, plain(text), sent.ms, verdict)
    if (sent.kind === 'failed') tally.why ??= failureText(sent)
    else if (!verdict?.good) tally.why ??= verdict?.words
  }
}

function count(tally: Tally, answer: string, ms: Answered['ms'], verdict: Verdict | undefined): void {
  tally.answers.set(answer, (tally.answers.get(answer) ?? 0) + 1)
  tally.ms.push(ms)
  if (verdict?.good) tally.good++
}

function showTally({ answers, ms, good }: Tally, terminal: Terminal): void {
  const sorted = ms.toSorted((one, other) => one - other)
  const quantile = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
  for (const [answer, times] of [...answers].sort(([, one], [, other]) => other - one)) {
    terminal.print(`${String(times).padStart(8)}  ${answer}`)
  }
  const text = `${good} of ${ms.length} are signed as they must be`
  terminal.print(terminal.paint(good === ms.length ? 'good' : 'bad', text))
  terminal.print(`p50 ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms`)
}

const PROGRESS_MS = 1_000

/** Says each second how far it is, where somebody sees it. */
function openProgress({ isScreen, note }: Terminal, total: number, done: () => number) {
  const timer = isScreen ? setInterval(() => note(`${done()} of ${total}`), PROGRESS_MS) : undefined
  return { close: () => clearInterval(timer) }
}
