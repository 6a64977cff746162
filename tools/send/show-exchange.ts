import { type Answered, type Exchange, failureText } from '../alipay/exchange.ts'
import { answerText, judgeSeal, keepsLaw, type Law, lawText } from '../alipay/law.ts'
import { patienceMs } from '../alipay/patience.ts'
import type { Sample } from '../alipay/samples.ts'
import { harmless } from '../terminal/harmless.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { plain, plainBody, plainHeader } from './plain.ts'

type Subject = Pick<Sample, 'platform' | 'kind' | 'name' | 'segment'>

/** Whether an answer is as it must be, and how its signature is, in words. */
export interface Verdict {
  readonly good: boolean
  readonly words: string
}

/** By its signature; and by the law too, where a fault was asked for. */
export function judge({ reply, seal, ms }: Answered, subject: Subject, law: Law | undefined): Verdict {
  const sealed = judgeSeal(seal, reply, subject)
  const isKept = law === undefined || keepsLaw(law, subject, reply)
  const waits = patienceMs(subject) ?? Number.POSITIVE_INFINITY
  const words = [
    sealed.words,
    law !== undefined && (isKept ? 'as it must be' : `MUST BE ${lawText(law, subject)}`),
    !sealed.good && hintOf(reply.body),
    ms > waits && `later than the ${waits / 1_000} s that the sender waits`,
  ]
  return { good: sealed.good && isKept, words: words.filter(Boolean).join('; ') }
}

const MAX_HINT_CHARACTERS = 300

/** Why the gateway of the local stack has answered in place of a function; whoever else answers may say anything. */
function hintOf(body: Buffer): string | undefined {
  try {
    const { hint } = JSON.parse(body.toString())
    return typeof hint === 'string' ? `it says: ${harmless(hint.slice(0, MAX_HINT_CHARACTERS))}` : undefined
  } catch {
    return undefined
  }
}

interface Showing {
  readonly subject: Subject
  /** Undefined where nothing answered. */
  readonly verdict: Verdict | undefined
  readonly form: { readonly quiet?: boolean; readonly json?: boolean }
}

/** Shows it in the form that was asked for. Throws a problem where nothing answered. */
export function show(terminal: Terminal, sent: Exchange, { subject, verdict, form }: Showing): void {
  if (form.json) terminal.json(jsonOf(subject, sent, verdict))
  if (sent.kind === 'failed') throw problem(failureText(sent))
  if (!verdict || form.json) return
  if (form.quiet) terminal.print(lineOf(terminal, `${subject.platform} ${subject.name}`, sent, verdict))
  else showExchange(terminal, sent, verdict)
}

/** The whole of it: what was sent, what was answered, and the signature. */
function showExchange(terminal: Terminal, exchange: Answered, { good, words }: Verdict): void {
  const { request, uri, reply, ms } = exchange
  const indented = (text: string) => text.replace(/^/gm, '  ')
  terminal.print(terminal.paint('heading', plain(`POST ${request.origin}${request.target}`)))
  if (uri !== request.target) terminal.print(terminal.paint('odd', `  signed as ${plain(uri)}`))
  for (const [name, value] of request.headers) terminal.print(`  ${name}: ${plainHeader(name, value)}`)
  terminal.print(`\n${indented(plainBody(request.body))}\n`)
  terminal.print(terminal.paint('heading', `HTTP ${reply.status}, in ${ms} ms`))
  for (const [name, value] of Object.entries(reply.headers)) {
    terminal.print(`  ${plain(name)}: ${plainHeader(name, String(value))}`)
  }
  terminal.print(`\n${indented(plainBody(reply.body))}\n`)
  terminal.print(terminal.paint(good ? 'good' : 'bad', plain(words)))
}

/** One line of it. */
export function lineOf(
  terminal: Terminal,
  what: string,
  exchange: Answered,
  { good, words }: Verdict,
): string {
  const answer = plain(answerText(exchange.reply)).padEnd(27)
  const rest = plain(words)
  return `${what.padEnd(26)} ${answer} ${`${exchange.ms} ms`.padStart(8)}  ${terminal.paint(good ? 'good' : 'bad', rest)}`
}

/** For programs. */
export function jsonOf(subject: Subject, exchange: Exchange, verdict: Verdict | undefined): object {
  return {
    platform: subject.platform,
    api: subject.name,
    ...exchangeJson(exchange),
    good: verdict?.good ?? false,
    ...(verdict && { verdict: verdict.words }),
  }
}

/** What was sent and answered; bodies as text, or in base64 where they are none. */
export function exchangeJson(exchange: Exchange): object {
  const { request, uri, ms } = exchange
  const sent = {
    url: request.origin + request.target,
    signedUri: uri,
    headers: request.headers.map(([name, value]) => [name, plainHeader(name, value)]),
    ...bodyText(request.body),
  }
  if (exchange.kind === 'failed') return { request: sent, error: exchange.code, ms }
  const { reply, seal } = exchange
  const headers = Object.entries(reply.headers).map(([name, value]) => [
    name,
    plainHeader(name, String(value)),
  ])
  const { status, body, result = null } = reply
  return {
    request: sent,
    answer: { status, headers: Object.fromEntries(headers), ...bodyText(body), result },
    signature: seal,
    ms,
  }
}

function bodyText(body: Buffer): object {
  const text = body.toString()
  return Buffer.from(text).equals(body) ? { body: text } : { bodyBase64: body.toString('base64') }
}
