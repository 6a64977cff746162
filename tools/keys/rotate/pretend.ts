import { createPublicKey, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freshCommand, freshNotification } from '../../alipay/fresh-messages.ts'
import { readSenders } from '../../alipay/read-senders.ts'
import { isCommander, isNotifier, type Sender } from '../../alipay/sender.ts'
import { isSigned, send, signCommand, signRequest } from '../../alipay/signed-request.ts'
import { writeWhole } from '../../local/files.ts'
import { problem } from '../../terminal/problem.ts'
import { newPrivateKey } from '../generate/new-pair.ts'
import { isSameKey, publicHalfOf } from '../public-half.ts'
import { type Check, type Live, newKeyLike } from './live.ts'
import { askWhoSigns } from './probe.ts'
import type { State } from './state.ts'

/** The receiver reads its keys anew for a message at most once in 30 s. */
const READS_AGAIN_MS = 40_000
const ASKED_EVERY_MS = 1_000

/** With a key that it signs with once the secret has it: whoever is interrupted in between must not lose it. */
interface Player extends Sender {
  readonly nextPrivateKey?: string | undefined
}

/** The pretend Alipay of the local stack; undefined where the client is another's, whose keys the user put in. */
export function pretendAlipay(
  dir: string,
  platform: string,
  clientId: string,
  report: (line: string) => void,
): Live | undefined {
  const file = join(dir, 'senders.json')
  const sender = (): Player | undefined => new Map(Object.entries(readSenders(file) ?? {})).get(platform)
  if (sender()?.clientId !== clientId) return undefined

  function playing(): Player {
    const now = sender()
    if (!now) throw problem(`${file} is gone: start the stack again with \`npm start\``)
    return now
  }

  async function prove(state: State): Promise<Check> {
    return proveWith(playing(), platform, state, report)
  }

  /** The pretend Alipay's console, and its own key. */
  function change(members: Partial<Player>): void {
    const senders = readSenders(file) ?? {}
    const changed = { ...senders, [platform]: { ...playing(), ...members } }
    writeWhole(file, `${JSON.stringify(changed, null, 2)}\n`)
  }

  /** Whether the secret has a key that the pretend Alipay did not work with before. */
  function learn({ place, next }: State): boolean {
    const { partnerPublicKey, nextPrivateKey } = playing()
    if (!next?.publicKey) return false
    const { version, publicKey, signs } = next
    if (place.list === 'signing') {
      if (!signs || isSameKey(createPublicKey(partnerPublicKey), publicKey)) return false
      change({ partnerPublicKey: pem(publicKey), partnerKeyVersion: version })
    } else {
      if (!nextPrivateKey || !isSameKey(createPublicKey(nextPrivateKey), publicKey)) return false
      change({ privateKey: nextPrivateKey, keyVersion: version, nextPrivateKey: undefined })
    }
    return true
  }

  return {
    pretend: true,
    async newKey(state) {
      if (state.place.list === 'signing') return newKeyLike(state)
      const made = await newPrivateKey('RSA256')
      change({ nextPrivateKey: pem(made) })
      return publicHalfOf(made)
    },
    async resume(state) {
      if (learn(state)) await prove(state)
    },
    ready: async () => sendMessage(playing(), platform),
    prove,
    async proveNeedless(state) {
      const { keyVersion } = playing()
      return state.place.list === 'signing' || keyVersion === state.to
        ? prove(state)
        : { what: `the pretend Alipay still signs under version ${keyVersion}`, holds: false }
    },
    async settle(_, state) {
      const old = playing()
      const hasNewKey = learn(state) && state.place.list === 'verifying'
      const held = hasNewKey ? [await proveWith(old, platform, state, report)] : []
      return [...held, await prove(state)]
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
