import { bodyOf, type Draft, destinationOf, signDraft } from '../../alipay/draft.ts'
import { type Exchange, exchange, failureText } from '../../alipay/exchange.ts'
import type { Shot } from '../../alipay/faults.ts'
import { readSenders } from '../../alipay/read-senders.ts'
import { platforms, type Sample as SampleFile, samplesOf } from '../../alipay/samples.ts'
import type { Sender, Senders } from '../../alipay/sender.ts'
import type { AnsweredCall } from '../../local/watcher.ts'
import { newRun } from '../../send/caller.ts'
import { faultNamed } from '../../send/lists.ts'
import { replayCall } from '../../send/replay-call.ts'
import { unknownName } from '../../terminal/nearest.ts'
import { problem } from '../../terminal/problem.ts'
import type { InspectorActions } from '../source.ts'
import type { SendRequest } from '../view.ts'

interface Parts {
  /** The file of the pretend Alipay's keys. */
  readonly senders: string
  /** Undefined where it is not held. */
  call(id: string): AnsweredCall | undefined
  /** Resolves when the call can be looked at, or is not going to be. */
  held(id: string): Promise<void>
}

/** Plays Alipay towards the stack on this machine. */
export function localActions({ senders: file, call, held }: Parts): InspectorActions {
  const senders = (): Senders => readSenders(file) ?? {}

  async function seen(sent: Exchange): Promise<{ readonly id: string }> {
    if (sent.kind === 'failed') throw problem(failureText(sent))
    const id = sent.reply.headers['apigw-requestid']
    if (typeof id !== 'string')
      throw problem(`it was answered ${sent.reply.status}, and not taken for a call`)
    await held(id)
    return { id }
  }

  return {
    samples() {
      const run = newRun()
      const sendable = platforms.filter((platform) => Object.hasOwn(senders(), platform))
      return sendable.flatMap(samplesOf).map((sample) => ({
        platform: sample.platform,
        api: sample.name,
        kind: sample.kind,
        body: bodyOf(sample, run).body.toString(),
      }))
    },
    async send(request) {
      const { sample, sender } = chosen(request, senders())
      const destination = destinationOf(sender, sample, {})
      const body = Buffer.from(request.body)
      const draft: Draft = { ...destination, sender, sample, body, uri: destination.target }
      let sent: Exchange | undefined
      for (const shot of shotsOf(draft, request.fault)) sent = await shoot(shot)
      if (!sent) throw problem('nothing was to be sent')
      return seen(sent)
    },
    async again(id) {
      const { at, method, target, headers, body, status } = call(id) ?? {}
      if (at === undefined || target === undefined || !headers || !body || status === undefined) {
        throw problem('the call is not held any longer, or not whole: it cannot be sent again')
      }
      if (method !== 'POST') throw problem('only a POST can be sent again')
      const recorded = { at, method, target, headers, body: body.toString('base64'), status }
      const { exchange: sent } = await replayCall(recorded, {
        senders: senders(),
        origin: originOf(senders()),
        asRecorded: true,
        run: undefined,
        insecure: false,
      })
      return seen(sent)
    },
  }
}

function chosen({ platform, api }: SendRequest, senders: Senders): { sample: SampleFile; sender: Sender } {
  const sender = new Map(Object.entries(senders)).get(platform)
  if (!sender || !platforms.includes(platform)) throw problem(unknownName('platform', platform, platforms))
  const samples = samplesOf(platform)
  const sample = samples.find(({ name }) => name === api)
  const names = samples.map(({ name }) => name)
  if (!sample) throw problem(unknownName(`API of ${platform}`, api, names))
  return { sample, sender }
}

function shotsOf(draft: Draft, fault: string | undefined): readonly Shot[] {
  if (fault === undefined) return [{ draft, law: 'genuine' }]
  const { shotsOf: shots, what } = faultNamed(fault)
  const { platform, name } = draft.sample
  const found = shots(draft)
  if (!found) throw problem(`${platform} ${name} cannot have the fault ${fault}: ${what}`)
  return found
}

function shoot({ draft, alter, law: _, ...options }: Shot): Promise<Exchange> {
  const signed = signDraft(draft)
  return exchange(alter?.(signed) ?? signed, { ...options, sender: draft.sender, uri: draft.uri })
}

/** Where the stack listens. */
function originOf(senders: Senders): string {
  const url = Object.values(senders).flatMap((sender) => sender.url ?? sender.commandsUrl ?? [])[0]
  if (url === undefined) throw problem('the stack has no senders: start it anew')
  return new URL(url).origin
}
