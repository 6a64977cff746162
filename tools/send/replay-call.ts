import { type Exchange, exchange, failureText } from '../alipay/exchange.ts'
import { freshBody } from '../alipay/fresh-messages.ts'
import { answerText, judgeSeal } from '../alipay/law.ts'
import type { RecordedCall } from '../alipay/recording.ts'
import { platforms } from '../alipay/samples.ts'
import type { Sender } from '../alipay/sender.ts'
import { type SignedRequest, signRequest } from '../alipay/signed-request.ts'
import { problem } from '../terminal/problem.ts'
import { type SendingChoice, senderOfClient } from './sending-options.ts'

interface ReplayOptions extends SendingChoice {
  readonly origin: string
  readonly asRecorded?: boolean
  /** Ends the ids, where they are to be fresh. */
  readonly run: string | undefined
  readonly insecure: boolean
}

export interface Replayed {
  readonly exchange: Exchange
  readonly outcome: {
    /** Answered with the recorded status, and signed as it must be. */
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
  const sender = senderOfClient(clientId, options)
  if (!sender && !options.asRecorded) {
    throw problem(
      `no key of the client ${JSON.stringify(clientId.slice(0, 128))} is known: give --client and --key, or --as-recorded`,
    )
  }
  const request =
    options.asRecorded || !sender ? asRecorded(call, options) : signedAnew(call, sender, options)
  const sent = await exchange(request, {
    sender: sender ?? stranger(clientId),
    uri: call.target,
    insecure: options.insecure,
  })
  if (sent.kind === 'failed') throw problem(failureText(sent))
  const { good, words } = judgeSeal(sent.seal, sent.reply, { platform: platformOf(call), kind: kindOf(call) })
  const isSame = sent.reply.status === call.status
  const before = isSame ? words : `${words}; recorded HTTP ${call.status}`
  return { exchange: sent, outcome: { good: good && isSame, answer: answerText(sent.reply), words: before } }
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

/** A body that is no JSON has no ids. */
function freshened(request: Buffer, target: string, run: string): Buffer {
  try {
    JSON.parse(request.toString())
  } catch {
    return request
  }
  const name = target.replace(/\?.*/s, '').split('/').at(-1) ?? ''
  return Buffer.from(JSON.stringify(freshBody({ name, request }, run)))
}

function headerOf({ headers }: RecordedCall, name: string): string {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? ''
}

/** Nothing but its Client-Id is known of it. */
function stranger(clientId: string): Sender {
  return { clientId, keyVersion: '', privateKey: '', partnerPublicKey: '', partnerKeyVersion: '' }
}

/** As the local stack's URLs have it; of another partner's nothing is known. */
function platformOf({ target }: RecordedCall): string {
  return platforms.find((platform) => target.startsWith(`/${platform}/`)) ?? ''
}

function kindOf({ target }: RecordedCall) {
  return /\/notify(\/|$|\?)|[nN]otify\w*$/.test(target) ? 'notification' : 'command'
}
