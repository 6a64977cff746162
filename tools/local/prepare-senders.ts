import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gatewayOf } from '../alipay/gateway/gateway.ts'
import { newKey, publicHalf } from '../alipay/key-pair.ts'
import { readSenders } from '../alipay/read-senders.ts'
import type { Sender, Senders } from '../alipay/sender.ts'
import type { PlatformContracts } from './contracts.ts'
import { writeWhole } from './files.ts'

export interface SenderFiles {
  /** `senders.json` */
  readonly senders: string
  /** The folder of what the Secrets Manager stand-in serves. */
  readonly secrets: string
}

/**
 * Writes the senders of these platforms, and for each platform that has no secret one with fresh keys. A sender and a
 * secret that are there already stay as they are, whoever wrote them; only the URLs follow the ports, of the receiver and
 * of the pretend gateway that it asks.
 */
export async function prepareSenders(
  files: SenderFiles,
  platforms: readonly PlatformContracts[],
  url: string,
  gatewayUrl?: string,
): Promise<Senders> {
  const kept = readSenders(files.senders) ?? {}
  const prepared = await Promise.all(
    platforms.map((one) => prepare(files, one, urlsOf(one, url, gatewayUrl), kept[one.platform])),
  )
  const senders = Object.fromEntries(prepared.map(({ platform, sender }) => [platform, sender]))
  writeWhole(files.senders, `${JSON.stringify(senders, null, 2)}\n`)
  for (const { platform, secret } of prepared) {
    if (secret) writeWhole(secretFile(files, platform), `${JSON.stringify(secret, null, 2)}\n`)
  }
  return senders
}

/** Whether the platform's secret still names the sender's client: a user may have put other keys in its place. */
export function isKnown(sender: Sender, platform: string, files: SenderFiles): boolean {
  return clientIn(sender, platform, files) !== undefined
}

/** Whether it names the pretend gateway for that client: it does not where it was made before there was one. */
export function namesGateway(sender: Sender, platform: string, files: SenderFiles): boolean {
  return sender.gateway !== undefined && clientIn(sender, platform, files)?.gateway === sender.gateway
}

function clientIn(
  { clientId }: Sender,
  platform: string,
  files: SenderFiles,
): { readonly gateway?: unknown } | undefined {
  try {
    const { clients } = JSON.parse(readFileSync(secretFile(files, platform), 'utf8'))
    return Object.hasOwn(clients, clientId) ? Object(clients[clientId]) : undefined
  } catch {
    return undefined
  }
}

async function prepare(
  files: SenderFiles,
  { platform }: PlatformContracts,
  urls: ReturnType<typeof urlsOf>,
  kept: Sender | undefined,
) {
  const hasSecret = existsSync(secretFile(files, platform))
  if (kept && hasSecret) {
    const sender = { ...kept, ...urls }
    if (kept.gateway && sender.gateway) moveGateway(secretFile(files, platform), kept.gateway, sender.gateway)
    return { platform, sender }
  }
  const [alipay, partner] = await Promise.all([kept?.privateKey ?? newKey(), newKey()])
  const sender = {
    ...urls,
    clientId: `LOCAL_${platform.replaceAll('-', '_').toUpperCase()}`,
    keyVersion: '1',
    privateKey: alipay,
    partnerPublicKey: publicHalf(partner),
    partnerKeyVersion: '1',
  }
  return hasSecret ? { platform, sender } : { platform, sender, secret: secretFor(sender, partner) }
}

function urlsOf(
  { platform, takesNotifications, takesCommands }: PlatformContracts,
  url: string,
  gatewayUrl: string | undefined,
) {
  const gateway = gatewayUrl && gatewayOf(gatewayUrl, platform)
  return {
    ...(takesNotifications && { url: `${url}/${platform}/notify` }),
    ...(takesCommands && { commandsUrl: `${url}/${platform}` }),
    ...(gateway && { gateway }),
  }
}

/** In a secret that still names the pretend gateway where it was before; nothing else of it is touched. */
function moveGateway(file: string, before: string, now: string): void {
  const text = readFileSync(file, 'utf8')
  if (before !== now && text.includes(before)) writeWhole(file, text.replaceAll(before, now))
}

/** A secret of the form that the documents describe. */
function secretFor(sender: Sender, key: string) {
  const signing = [{ version: sender.partnerKeyVersion, key, current: true }]
  const verifying = [{ version: sender.keyVersion, key: publicHalf(sender.privateKey) }]
  const backend = sender.commandsUrl && { backend: { bearer: randomBytes(24).toString('base64url') } }
  const gateway = sender.gateway && { gateway: sender.gateway }
  return { clients: { [sender.clientId]: { signing, verifying, ...backend, ...gateway } } }
}

function secretFile({ secrets }: SenderFiles, platform: string): string {
  return join(secrets, `${platform}.json`)
}
