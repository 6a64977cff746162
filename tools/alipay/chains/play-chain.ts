import { problem } from '../../terminal/problem.ts'
import { type Address, bodyOf, destinationOf, signDraft } from '../draft.ts'
import { type Edit, readEdit, valueAt } from '../edit-body.ts'
import { type Answered, exchange, failureText } from '../exchange.ts'
import { faults } from '../faults.ts'
import { answerText, judgeSeal, keepsLaw } from '../law.ts'
import { sampleNamed } from '../samples.ts'
import type { Sender } from '../sender.ts'
import type { SendingOptions, SignedRequest } from '../signed-request.ts'
import type { Chain, Step } from './chain.ts'

export interface ChainOptions extends Address, SendingOptions {
  readonly sender: Sender
  readonly platform: string
  /** Ends the ids of all that the chain is about. */
  readonly run: string
  /** For each message that has the field. */
  readonly edits?: readonly Edit[]
  /** Takes each request before it is sent. */
  readonly announce?: ((request: SignedRequest) => void) | undefined
}

export interface Played {
  readonly step: Step
  readonly exchange: Answered
  /** `200 S SUCCESS` */
  readonly answer: string
  /** The result of the thing that was asked about, where there is one: `S SUCCESS`. */
  readonly reported: string | undefined
  /** Whether a repeat got the answer that it must get. */
  readonly isSame: boolean
  /** Each way in which it is not as it should be. */
  readonly differences: readonly string[]
}

/** By the name of their step: what was answered, and what was sent. */
type Seen = Map<string, { readonly message: object; readonly reply: Answered['reply'] }>

/**
 * Sends one message after the other, each with the ids of the answers before it. Goes on where one differs; throws a
 * problem where nothing answers, or an answer lacks what a later message needs.
 */
export async function* playChain(chain: Chain, options: ChainOptions): AsyncGenerator<Played> {
  const seen: Seen = new Map()
  for (const step of chain.steps) {
    const sent = await sendStep(step, options, seen)
    if (sent.kind === 'failed') throw problem(failureText(sent))
    const message = { ...readObject(sent.reply.body), sent: readObject(sent.request.body) }
    const found = compare(step, options.platform, sent, message, seen)
    if (step.name) seen.set(step.name, { message, reply: sent.reply })
    yield { step, exchange: sent, answer: answerText(sent.reply), ...found }
  }
}

function sendStep(step: Step, options: ChainOptions, seen: Seen) {
  const { sender, platform, run, edits = [], url, exact, announce, ...sending } = options
  const sample = sampleNamed(platform, step.sample)
  const own = Object.entries(step.fields ?? {}).map(([path, text]) => editOf(path, filled(text, run, seen)))
  const asked = edits.filter(({ path }) => valueAt(JSON.parse(sample.request.toString()), path) !== undefined)
  const { body } = bodyOf(sample, step.of ? `${run}-${step.of}` : run, [...own, ...asked])
  const { origin, target } = destinationOf(sender, sample, { url, exact })
  const draft = { sender, sample, body, origin, target, uri: target }
  const [forgery] =
    (step.isForged && faults.find(({ name }) => name === 'altered-body')?.shotsOf(draft)) || []
  const request = forgery?.alter?.(signDraft(draft)) ?? signDraft(draft)
  announce?.(request)
  return exchange(request, { sender, uri: target, ...sending })
}

/** A value of its own is JSON; a text with ids in it is text. */
function editOf(path: string, value: unknown): Edit {
  const edit = readEdit(`${path}:=${JSON.stringify(value)}`)
  if (!edit) throw new Error(`no path: ${path}`)
  return edit
}

function filled(text: string, run: string, seen: Seen): unknown {
  const look = (reference: string): unknown => {
    if (reference === 'run') return run
    const [name = '', ...path] = reference.split('.')
    const value = valueAt(seen.get(name)?.message, path.join('.'))
    if (value === undefined)
      throw problem(`the chain cannot go on: the answer of its step ${name} has no ${path.join('.')}`)
    return value
  }
  const whole = /^<([^<>]+)>$/.exec(text)?.[1]
  return whole ? look(whole) : text.replace(/<([^<>]+)>/g, (_, reference) => String(look(reference)))
}

function compare(step: Step, platform: string, { reply, seal }: Answered, message: object, seen: Seen) {
  const subject = sampleNamed(platform, step.sample)
  const answer = answerText(reply)
  const isAsExpected = step.isForged
    ? keepsLaw('not-genuine', subject, reply)
    : `${answer} `.startsWith(`200 ${step.expects} `)
  const { good, words } = judgeSeal(seal, reply, subject)
  const result = valueAt(message, 'paymentResult') ?? valueAt(message, 'originalCreditResult')
  const reported = result ? `${valueAt(result, 'resultStatus')} ${valueAt(result, 'resultCode')}` : undefined
  const isSame = step.repeats !== undefined && seen.get(step.repeats)?.reply.body.equals(reply.body) === true
  const differences = [
    ...(isAsExpected ? [] : [`expected ${step.isForged ? 'that it is not genuine' : step.expects}`]),
    ...(good ? [] : [words]),
    ...(step.reports && !`${reported} `.startsWith(`${step.reports} `)
      ? [`expected that it went ${step.reports}`]
      : []),
    ...(step.repeats && !isSame ? [`expected the answer of ${step.repeats}, byte for byte`] : []),
  ]
  return { reported, isSame, differences }
}

function readObject(body: Buffer): object {
  try {
    return Object(JSON.parse(body.toString()))
  } catch {
    return {}
  }
}
