import type { ClientKeys } from '../../protocol/keys.ts'
import type { Platform } from '../../protocol/platform.ts'
import { readClient } from './read-client.ts'
import { type Members, noteUnknown, parseJson, readMembers } from './secret-json.ts'
import { type Problem, rootPath, type SecretPath } from './secret-path.ts'

/** By Client-Id. `unreadable`: the secret names the client, but its keys cannot be used. */
export type Clients = ReadonlyMap<string, ClientKeys | 'unreadable'>

interface SecretReading {
  readonly clients: Clients
  readonly problems: readonly Problem[]
}

/**
 * Reads the texts of a platform's secret, the continuations after the first. Never throws: a mistake is noted, and
 * leaves whatever else can be used in use. Nor does a mistake take keys from a client that has them in `held`: one
 * that has become unreadable keeps them, and so does every absent one while a text cannot be read or none names a
 * client. Only a secret without such a mistake takes a client away, but for a Client-Id that has become ambiguous.
 */
export function readSecret(
  texts: readonly string[],
  platform: Platform,
  held: Clients = new Map(),
): SecretReading {
  const problems: Problem[] = []
  const root = rootPath(platform.name, problems)
  if (texts.length === 0) root.note('has no value yet: put the keys in')
  const parts = texts.map((text, index) =>
    readPart(text, index === 0 ? root : rootPath(`${platform.name}-${index + 1}`, problems)),
  )
  const clients = readClients(parts, platform)
  const whole = clients.size > 0 && !parts.includes(undefined)
  keepHeld(clients, held, whole, root.member('clients'))
  refuseAmbiguous(clients, root.member('clients'))
  return { clients, problems }
}

interface Part {
  readonly clients: Members
  readonly path: SecretPath
}

function readPart(text: string, root: SecretPath): Part | undefined {
  const json = parseJson(text)
  if (!json.ok) {
    root.note(json.refusal)
    return undefined
  }
  const members = readMembers(json.value, root)
  if (!members) return undefined
  noteUnknown(members, ['clients'], root)
  const path = root.member('clients')
  const clients = readMembers(members.get('clients'), path)
  if (clients?.size === 0) path.note('names no client')
  return clients && { clients, path }
}

type Reading = Map<string, ClientKeys | 'unreadable'>

function readClients(parts: readonly (Part | undefined)[], platform: Platform): Reading {
  const clients: Reading = new Map()
  for (const part of parts.filter((part) => part !== undefined)) {
    for (const [id, value] of part.clients) {
      const path = part.path.member(id)
      if (clients.has(id)) path.note('is named in a text before this one: its keys here are ignored')
      else clients.set(id, readClient(id, value, path, platform))
    }
  }
  return clients
}

function keepHeld(clients: Reading, held: Clients, whole: boolean, path: SecretPath): void {
  for (const [id, keys] of held) {
    const read = clients.get(id)
    if (keys === 'unreadable' || typeof read === 'object' || (read === undefined && whole)) continue
    clients.set(id, keys)
    path.member(id).note('keeps the keys that it had')
  }
}

/** The signed text is cut at dots: what the longer one sent could be presented as the shorter one's. */
function refuseAmbiguous(clients: Reading, path: SecretPath): void {
  const ids = [...clients.keys()]
  for (const id of ids.filter((id) => ids.some((other) => id.startsWith(`${other}.`)))) {
    clients.set(id, 'unreadable')
    path.member(id).note('is refused: it is another Client-Id with a dot and more after it')
  }
}
