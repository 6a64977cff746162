import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freshCommand, freshNotification } from '../../alipay/fresh-messages.ts'
import { readSenders } from '../../alipay/read-senders.ts'
import { isCommander, isNotifier, type Sender } from '../../alipay/sender.ts'
import { isSigned, send, signCommand, signRequest } from '../../alipay/signed-request.ts'
import { writeWhole } from '../../local/files.ts'
import { problem } from '../../terminal/problem.ts'
import { newPrivateKey } from '../generate/new-pair.ts'
import { publicHalfOf } from '../public-half.ts'
import { type Check, type Live, newKeyLike } from './live.ts'
import { askWhoSigns } from './probe.ts'
import type { State } from './state.ts'

/** The receiver reads its keys anew for a message at most once in 30 s. */
const READS_AGAIN_MS = 40_000
const ASKED_EVERY_MS = 1_000

/** The pretend Alipay of the local stack; undefined where the client is another's, whose keys the user put in. */
export function pretendAlipay(
  dir: string,
  platform: string,
  clientId: string,
  report: (line: string) => void,
): Live | undefined {
  const file = join(dir, 'senders.json')
  const sender = () => new Map(Object.entries(readSenders(file) ?? {})).get(platform)
  if (sender()?.clientId !== clientId) return undefined
  let made: KeyObject | undefined

  function playing(): Sender {
    const now = sender()
    if (!now) throw problem(`${file} is gone: start the stack again with \`npm start\``)
    return now
  }

  async function prove(state: State): Promise<Check> {
    return proveWith(playing(), platform, state, report)
  }

  /** The pretend Alipay's console, and its own key. */
  function learn(change: Partial<Sender>): void {
    const senders = readSenders(file) ?? {}
    const changed = { ...senders, [platform]: { ...playing(), ...change } }
    writeWhole(file, `${JSON.stringify(changed, null, 2)}\n`)
  }

  return {
    pretend: true,
    async newKey(state) {
      if (state.place.list === 'signing') return newKeyLike(state)
      made = await newPrivateKey('RSA256')
      return publicHalfOf(made)
    },
    ready: async () => sendMessage(playing(), platform),
    prove,
    async proveNeedless(state) {
      const { keyVersion } = playing()
      return state.place.list === 'signing' || keyVersion === state.to
        ? prove(state)
        : { what: `the pretend Alipay still signs under version ${keyVersion}`, holds: false }
    },
    async settle(step, state) {
      const { next, place } = state
      if (place.list === 'signing') {
        if (step.name === 'switch' && next?.publicKey)
          learn({ partnerPublicKey: pem(next.publicKey), partnerKeyVersion: next.version })
        return [await prove(state)]
      }
      const old = playing()
      if (step.name !== 'add' || !made || !next) return [await prove(state)]
      // The private half is written down before anything else can fail.
      learn({ privateKey: pem(made), keyVersion: next.version })
      return [await proveWith(old, platform, state, report), await prove(state)]
    },
  }
}

/** Asks until the receiver has read the secret again: which key signs, and whether a message is taken. */
async function proveWith(
  sender: Sender,
  platform: string,
  state: State,
  report: (line: string) => void,
): Promise<Check> {
  const deadline = Date.now() + READS_AGAIN_MS
  for (;;) {
    const check = await proveOnce(sender, platform, state)
    if (check.holds || Date.now() > deadline) return check
    report(`${check.what}: it reads the secret again twice a minute, and is asked once more`)
    await wait(ASKED_EVERY_MS)
  }
}

async function proveOnce(sender: Sender, platform: string, state: State): Promise<Check> {
  const expected = state.client.signing.find(({ signs }) => signs)?.version
  const { origin, target } = messageOf(sender, platform)
  const { version, holds } = await askWhoSigns(`${origin}${target}`, state)
  return version === expected && holds
    ? sendMessage(sender, platform)
    : { what: `the receiver still signs under version ${version ?? 'none'}`, holds: false }
}

/** Whether a message is taken, and its answer signed as this sender expects: by code that the receiver does not share. */
async function sendMessage(sender: Sender, platform: string): Promise<Check> {
  const request = messageOf(sender, platform)
  const reply = await send(request).catch(() => {
    throw problem(`nothing answers at ${request.origin}: is \`npm start\` running?`)
  })
  const { resultStatus, resultCode } = reply.result ?? {}
  const isTaken =
    reply.status === 200 && (isNotifier(sender) ? resultStatus === 'S' : resultCode !== 'INVALID_SIGNATURE')
  const signed = isSigned(reply, sender, request.target)
  const message = `a message under the platform's version ${sender.keyVersion} is ${isTaken ? 'taken' : 'NOT taken'}`
  const answer = `the answer under your version ${sender.partnerKeyVersion} ${signed ? 'holds' : 'does NOT hold'}`
  return { what: `${message}, and ${answer}`, holds: isTaken && signed }
}

/** A notification where the platform sends any, else a command that moves nothing. */
function messageOf(sender: Sender, platform: string) {
  const run = Date.now().toString(36)
  if (isNotifier(sender) || !isCommander(sender)) return signRequest(sender, freshNotification(platform, run))
  return signCommand(sender, 'inquiryPayment', freshCommand(platform, 'inquiryPayment', run))
}

function pem(key: KeyObject): string {
  const type = key.type === 'private' ? 'pkcs8' : 'spki'
  return key.export({ type, format: 'pem' } as { type: 'spki'; format: 'pem' }).toString()
}
