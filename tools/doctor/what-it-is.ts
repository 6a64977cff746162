import { nameOperation } from '../../lib/commands/name-operation.ts'
import { recogniseCommand } from '../../lib/commands/recognise-command.ts'
import { recognise } from '../../lib/notifications/recognise.ts'
import { commandsOf } from '../../lib/platforms/commands.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { decryptBody } from '../../lib/protocol/decrypt-body.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { Exhibit } from './exhibit.ts'
import type { KnownKeys } from './known-keys.ts'

/** What a message says, for a sentence: as the receiver's own rows read it. */
export interface WhatItIs {
  readonly api: string
  /** What it is about, as it stands in events and in the log: `payment#2025…`. */
  readonly subject?: string
}

interface Message {
  readonly exhibit: Exhibit
  readonly platform: PlatformName
  /** The URI that was signed. */
  readonly uri: string
  readonly publicPaths: readonly string[]
}

/** Undefined where no row reads it, or it has no body. */
export function whatItIs(message: Message, known: KnownKeys): WhatItIs | undefined {
  const { exhibit, platform, uri } = message
  const { body } = exhibit
  if (body === undefined) return undefined
  const command = recogniseCommand({ uri, body }, commandsOf(platform))
  if (command.kind === 'command' || command.kind === 'illegal') {
    const { api, request } = command
    if (command.kind === 'illegal') return { api: api.name }
    const clientId = exhibit.headers.get('client-id') ?? ''
    return { api: api.name, subject: nameOperation(api, request, platform, clientId).operation }
  }
  const decrypted = decryptedBody(message, known)
  const notification = recognise({ uri, body, decrypted }, notificationsOf(platform), message.publicPaths)
  if (notification.kind !== 'recognised') return undefined
  return { api: notification.api.name, subject: notification.naming.subject }
}

function decryptedBody({ exhibit, platform }: Message, { rings }: KnownKeys): Buffer | undefined {
  const { headers, body } = exhibit
  const [encrypt, clientId] = [headers.get('encrypt'), headers.get('client-id') ?? '']
  const client = rings.get(platform)?.client(clientId)
  if (encrypt === undefined || body === undefined || typeof client !== 'object') return undefined
  return decryptBody(encrypt, body, client.decrypting)
}
