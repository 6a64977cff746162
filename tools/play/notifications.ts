import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { chainsOf } from '../alipay/chains/chains.ts'
import { playChain } from '../alipay/chains/play-chain.ts'
import { isNotifier } from '../alipay/sender.ts'
import { isKnown } from '../local/prepare-senders.ts'
import type { LocalStack } from '../local/stack.ts'
import { leftOut, type Stage, sceneLine } from './scene.ts'

/** A scene that is new or conflicting leaves an event. */
const EVENTS_EACH = 2
const EVENTS_MS = 15_000

/** Plays Alipay towards each notify URL and prints what is answered, then the events that came out. */
export async function demonstrateNotifications(
  { senders, files, alipay }: Pick<LocalStack, 'senders' | 'files' | 'alipay'>,
  run: string,
  stage: Stage,
): Promise<void> {
  const { print } = stage
  let expected = 0
  const paid: Parameters<typeof alipay.tell>[0][] = []
  for (const [platform, sender] of Object.entries(senders)) {
    if (!isNotifier(sender)) continue
    if (!isKnown(sender, platform, files)) {
      print(leftOut(platform, sender))
      continue
    }
    print(`\n${platform}: POST ${sender.url}/notifyPayment`)
    for (const chain of chainsOf(platform).filter(({ name }) => name === 'notification')) {
      for await (const played of playChain(chain, { sender, platform, run, announce: stage.announce })) {
        print(sceneLine(played))
        const { paymentRequestId } = JSON.parse(played.exchange.request.body.toString())
        if (paymentRequestId !== undefined) paid.push({ platform, id: paymentRequestId, says: ['SUCCESS'] })
      }
    }
    expected += EVENTS_EACH
  }
  print('\nS: we hold it. A repeat leaves nothing, a conflict is kept beside the first.')
  print('F or U: refused, in the way that keeps a genuine sender of that platform trying.')
  printEvents(await untilEvents(files.events, `-${run}"`, expected), print)
  print(
    'Which of two that contradict each other is true, Alipay is asked within the minute, where it can be asked.',
  )
  for (const telling of paid) alipay.tell(telling)
}

/** The lines of events that hold the text, so many of them or those that came in time. */
export async function untilEvents(file: string, text: string, expected: number): Promise<readonly string[]> {
  const deadline = Date.now() + EVENTS_MS
  for (;;) {
    const lines = readFileSync(file, 'utf8').split('\n')
    const ours = lines.filter((line) => line.includes(text))
    if (ours.length >= expected || Date.now() > deadline) return ours
    await wait(50)
  }
}

interface Detail {
  readonly subject: string
  readonly sequence: number
  readonly conflicting: boolean
  readonly state: { readonly before: string | null; readonly after: string | null }
}

function printEvents(lines: readonly string[], print: Stage['print']): void {
  print('\nOn the event bus:')
  for (const line of lines) {
    const { source, 'detail-type': type, detail } = JSON.parse(line)
    const { subject, sequence, conflicting, state }: Detail = detail
    const news = conflicting
      ? `conflicting, still ${state.after}`
      : `${state.before ?? '-'} -> ${state.after}`
    print(`  ${source.padEnd(19)} ${type}  ${subject}  #${sequence}  ${news}`)
  }
}
