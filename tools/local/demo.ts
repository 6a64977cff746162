import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { isSigned, type SignedRequest, send, signRequest } from './alipay.ts'
import { freshNotification, withOtherAmount } from './sample.ts'
import { isKnown, type Sender } from './senders.ts'
import type { LocalStack } from './stack.ts'

type Print = (line: string) => void

/** A scene that is new or conflicting leaves an event. */
const EVENTS_EACH = 2
const EVENTS_MS = 10_000

/** Plays Alipay towards each platform's URL and prints what is answered, then the events that came out. */
export async function demonstrate({ senders, files }: LocalStack, print: Print): Promise<void> {
  const run = Date.now().toString(36)
  print('A pretend Alipay signs requests, sends them, and checks the signature of each answer.')
  let expected = 0
  for (const [platform, sender] of Object.entries(senders)) {
    if (!isKnown(sender, platform, files)) {
      print(`\n${platform}: left out, because secrets/${platform}.json has no client ${sender.clientId}`)
      continue
    }
    print(`\n${platform}: POST ${sender.url}/notifyPayment`)
    for (const [what, request] of scenes(platform, sender, run)) {
      print(`  ${what.padEnd(26)} ${await play(sender, request)}`)
    }
    expected += EVENTS_EACH
  }
  print('\nS: we hold it. A repeat leaves nothing, a conflict is kept beside the first.')
  print('F or U: refused, in the way that keeps a genuine sender of that platform trying.')
  printEvents(await untilEvents(files.events, run, expected), print)
}

function scenes(platform: string, sender: Sender, run: string): readonly [string, SignedRequest][] {
  const body = freshNotification(platform, run)
  const notification = signRequest(sender, body)
  return [
    ['a payment succeeded', notification],
    ['the same again', signRequest(sender, body)],
    ['the same, another amount', signRequest(sender, withOtherAmount(body))],
    ['forged, one byte altered', { ...notification, body: Buffer.from(withOtherAmount(body)) }],
  ]
}

async function play(sender: Sender, request: SignedRequest): Promise<string> {
  const reply = await send(request)
  const { resultStatus, resultCode = '' } = reply.result ?? {}
  const seal = isSigned(reply, sender, request.target) ? 'the signature holds' : 'NOT SIGNED'
  return `HTTP ${reply.status}  ${resultStatus} ${resultCode.padEnd(18)} ${seal}`
}

/** The lines of this run's events, all of them or those that came in time. */
async function untilEvents(file: string, run: string, expected: number): Promise<readonly string[]> {
  const deadline = Date.now() + EVENTS_MS
  for (;;) {
    const lines = readFileSync(file, 'utf8').split('\n')
    const ours = lines.filter((line) => line.includes(`-${run}"`))
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

function printEvents(lines: readonly string[], print: Print): void {
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
