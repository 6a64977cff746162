import { createPublicKey, generateKeyPair, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Door } from './doors.ts'
import { writeWhole } from './files.ts'
import { readSenders } from './read-senders.ts'

/** What a client needs to play Alipay towards one platform's URLs; RSA keys in PEM. */
export interface Sender {
  /** The notify URL, to which `/notifyPayment` may be appended; none where the platform sends commands only. */
  readonly url?: string
  /** To which a command's name is appended; none where the platform sends notifications only. */
  readonly commandsUrl?: string
  readonly clientId: string
  readonly keyVersion: string
  readonly privateKey: string
  /** Checks the signature of the replies. */
  readonly partnerPublicKey: string
  readonly partnerKeyVersion: string
}

/** One that sends notifications. */
export type Notifier = Sender & { readonly url: string }

/** One that sends commands. */
export type Commander = Sender & { readonly commandsUrl: string }

export function isNotifier(sender: Sender | undefined): sender is Notifier {
  return sender?.url !== undefined
}

export function isCommander(sender: Sender | undefined): sender is Commander {
  return sender?.commandsUrl !== undefined
}

/** By platform. */
export type Senders = Readonly<Record<string, Sender>>

export interface SenderFiles {
  /** `senders.json` */
  readonly senders: string
  /** The folder of what the Secrets Manager stand-in serves. */
  readonly secrets: string
}

/**
 * Writes the senders of these platforms, and for each platform that has no secret one with fresh keys. A sender and a
 * secret that are there already stay as they are, whoever wrote them; only the URLs follow the port.
 */
export async function prepareSenders(
  files: SenderFiles,
  doors: readonly Door[],
  url: string,
): Promise<Senders> {
  const kept = readSenders(files.senders) ?? {}
  const prepared = await Promise.all(doors.map((door) => prepare(files, door, url, kept[door.platform])))
  const senders = Object.fromEntries(prepared.map(({ platform, sender }) => [platform, sender]))
  writeWhole(files.senders, `${JSON.stringify(senders, null, 2)}\n`)
  for (const { platform, secret } of prepared) {
    if (secret) writeWhole(secretFile(files, platform), `${JSON.stringify(secret, null, 2)}\n`)
  }
  return senders
}

/** Whether the platform's secret still names the sender's client: a user may have put other keys in its place. */
export function isKnown({ clientId }: Sender, platform: string, files: SenderFiles): boolean {
  try {
    return Object.hasOwn(JSON.parse(readFileSync(secretFile(files, platform), 'utf8')).clients, clientId)
  } catch {
    return false
  }
}

async function prepare(files: SenderFiles, door: Door, url: string, kept: Sender | undefined) {
  const { platform } = door
  const hasSecret = existsSync(secretFile(files, platform))
  if (kept && hasSecret) return { platform, sender: { ...kept, ...urlsOf(door, url) } }
  const [alipay, partner] = await Promise.all([kept?.privateKey ?? newKey(), newKey()])
  const sender = {
    ...urlsOf(door, url),
    clientId: `LOCAL_${platform.replaceAll('-', '_').toUpperCase()}`,
    keyVersion: '1',
    privateKey: alipay,
    partnerPublicKey: publicHalf(partner),
    partnerKeyVersion: '1',
  }
  return hasSecret ? { platform, sender } : { platform, sender, secret: secretFor(sender, partner) }
}

function urlsOf({ platform, takesNotifications, takesCommands }: Door, url: string) {
  return {
    ...(takesNotifications && { url: `${url}/${platform}/notify` }),
    ...(takesCommands && { commandsUrl: `${url}/${platform}` }),
  }
}

/** The secret's form as the README describes it. */
function secretFor(sender: Sender, key: string) {
  const signing = [{ version: sender.partnerKeyVersion, key, current: true }]
  const verifying = [{ version: sender.keyVersion, key: publicHalf(sender.privateKey) }]
  const backend = sender.commandsUrl && { backend: { bearer: randomBytes(24).toString('base64url') } }
  return { clients: { [sender.clientId]: { signing, verifying, ...backend } } }
}

function secretFile({ secrets }: SenderFiles, platform: string): string {
  return join(secrets, `${platform}.json`)
}

async function newKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return privateKey
}

function publicHalf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
}
