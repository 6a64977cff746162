import { type Exchange, exchange, failureText } from '../alipay/exchange.ts'
import { freshBody } from '../alipay/fresh-messages.ts'
import { answerText, judgeSeal } from '../alipay/law.ts'
import { type RecordedCall, resultText } from '../alipay/recording.ts'
import type { Sender, Senders } from '../alipay/sender.ts'
import { type SignedRequest, signRequest } from '../alipay/signed-request.ts'
import { problem } from '../terminal/problem.ts'
import { type SendingChoice, senderOfClient } from './sending-options.ts'

interface ReplayOptions extends SendingChoice {
  /** Those of the local stack. */
  readonly senders: Senders
  readonly origin: string
  readonly asRecorded?: boolean
  /** Ends the ids, where they are to be fresh. */
  readonly run: string | undefined
  readonly insecure: boolean
}

export interface Replayed {
  readonly exchange: Exchange
  readonly outcome: {
    /** Answered as it was before, and signed as it must be. */
    readonly good: boolean
    readonly answer: string
    readonly words: string
  }
}

/** What a gateway or Node says of a message, which is no part of it. */
const framing = /^(host|content-length|connection|transfer-encoding|keep-alive|expect)$/i
/** What is written anew with the signature. */
const signing = /^(client-id|request-time|signature|content-type)$/i

/** Sends the call again: byte for byte, or signed anew. Throws a problem where nothing answers, or no key is known. */
export async function replayCall(call: RecordedCall, options: ReplayOptions): Promise<Replayed> {
  const clientId = headerOf(call, 'client-id')
  const known = senderOfClient(clientId, options.senders, options)
  if (!known && !options.asRecorded) {
    throw problem(
      `no key of the client ${JSON.stringify(clientId.slice(0, 128))} is known: give --client and --key, or --as-recorded`,
    )
  }
  const { sender, platform } = known ?? { sender: stranger(clientId), platform: '' }
  const request = options.asRecorded ? asRecorded(call, options) : signedAnew(call, sender, options)
  const sent = await exchange(request, { sender, uri: call.target, insecure: options.insecure })
  if (sent.kind === 'failed') throw problem(failureText(sent))
  const { good, words } = judgeSeal(sent.seal, sent.reply, { platform, kind: 'notification' })
  const { status, result } = sent.reply
  const isSame = status === call.status && (call.result === undefined || call.result === resultText(result))
  const recorded = isSame ? '' : `; BEFORE ${[call.status, call.result].filter(Boolean).join(' ')}`
  const answer = answerText(sent.reply)
  return { exchange: sent, outcome: { good: good && isSame, answer, words: words + recorded } }
}

function asRecorded({ target, headers, body }: RecordedCall, { origin }: ReplayOptions): SignedRequest {
  return {
    origin,
    target,
    headers: headers.filter(([name]) => !framing.test(name)),
    body: Buffer.from(body, 'base64'),
  }
}

function signedAnew(call: RecordedCall, sender: Sender, { origin, run }: ReplayOptions): SignedRequest {
  const body = Buffer.from(call.body, 'base64')
  const fresh = run === undefined ? body : freshened(body, call.target, run)
  const signed = signRequest(sender, fresh, { target: call.target })
  const kept = call.headers.filter(([name]) => !framing.test(name) && !signing.test(name))
  return { ...signed, origin, headers: [...signed.headers, ...kept] }
}

/** A body that is no JSON, or far too deep, has no ids. */
function freshened(request: Buffer, target: string, run: string): Buffer {
  const name = target.replace(/\?.*/s, '').split('/').at(-1) ?? ''
  try {
    return Buffer.from(JSON.stringify(freshBody({ name, request }, run)))
  } catch {
    return request
  }
}

function headerOf({ headers }: RecordedCall, name: string): string {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? ''
}

/** Nothing but its Client-Id is known of it. */
function stranger(clientId: string): Sender {
  return { clientId, keyVersion: '', privateKey: '', partnerPublicKey: '', partnerKeyVersion: '' }
}
