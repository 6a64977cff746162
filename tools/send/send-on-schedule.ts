import { setTimeout as wait } from 'node:timers/promises'
import { failureText } from '../alipay/exchange.ts'
import { durationText, type Schedule, scheduleOf } from '../alipay/schedules.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Caller, SendChoice } from './caller.ts'
import { jsonOf, lineOf, type Verdict } from './show-exchange.ts'

/**
 * Sends the same message, signed anew, until it is answered as the platform wishes or the schedule ends. Throws a problem
 * where it ends, or the last answer is not as it must be.
 */
export async function sendOnSchedule(caller: Caller, choice: SendChoice, terminal: Terminal): Promise<void> {
  const schedule = scheduleOf(caller.message.sample)
  terminal.note(describe(schedule, choice.speed))
  const shots = caller.shotsOf(1)
  for (const [at, delayMs] of [0, ...schedule.delaysMs].entries()) {
    await wait(delayMs / choice.speed)
    const when = at === 0 ? 'at once' : `after ${durationText(delayMs)}`
    const { status, verdict } = await attempt(caller, shots, when, choice, terminal)
    if (!schedule.until.some((one) => one === status)) continue
    if (verdict?.good) return
    throw problem(verdict?.words ?? '')
  }
  const attempts = schedule.delaysMs.length + 1
  throw problem(
    `not answered ${schedule.until.join(' or ')} after ${attempts} attempts: the platform gives up`,
  )
}

/** The last request counts: it is the one with the fault. */
async function attempt(
  caller: Caller,
  shots: ReturnType<Caller['shotsOf']>,
  when: string,
  { json }: SendChoice,
  terminal: Terminal,
) {
  let verdict: Verdict | undefined
  let status: string | undefined
  for (const shot of shots) {
    const sent = await caller.shoot(shot)
    verdict = sent.kind === 'answered' ? caller.judge(sent, shot) : undefined
    status = sent.kind === 'answered' ? sent.reply.result?.resultStatus : undefined
    if (json) terminal.json({ when, ...jsonOf(shot.draft.sample, sent, verdict) })
    else if (sent.kind === 'failed') terminal.print(`${when.padEnd(26)} ${failureText(sent)}`)
    else if (verdict) terminal.print(lineOf(terminal, when, sent, verdict))
  }
  return { status, verdict }
}

function describe({ page, isAssumed, until, delaysMs }: Schedule, speed: number): string {
  const intervals = delaysMs.map(durationText).join(', ')
  const source = isAssumed
    ? `the intervals are published nowhere; these are the sister platforms’ (${page})`
    : page
  return `sent again after ${intervals}, ${speed} times as fast, until it is answered ${until.join(' or ')}: ${source}`
}
