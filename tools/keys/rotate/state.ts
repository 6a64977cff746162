import type { KeyObject } from 'node:crypto'
import type { Problem } from '../../../lib/keys/secret/secret-path.ts'
import { quote } from '../../../lib/protocol/quote.ts'
import { unknownName } from '../../terminal/nearest.ts'
import { problem } from '../../terminal/problem.ts'
import type { Console } from '../consoles.ts'
import { isSameKey } from '../public-half.ts'
import type { Part } from '../secrets/secret-store.ts'
import { type ClientView, type EntryView, viewSecret } from '../secrets/secret-view.ts'
import type { ListName, ListPlace } from './edit-secret.ts'

/** What a rotation is about, as the command line says it. */
export interface Asked {
  readonly console: Console
  readonly list: ListName
  /** Undefined: the only one that the secret names. */
  readonly clientId?: string | undefined
  /** The version of the new key. Undefined: the newest where there are several, else the number after the only one. */
  readonly to?: string | undefined
  /** The new key, where it is known: it finds its entry where Alipay gives two keys one version. */
  readonly key?: KeyObject | undefined
}

/** How far a rotation is. Everything in it is read from the secret, so that it can be left and taken up again. */
export interface State {
  readonly console: Console
  readonly place: ListPlace
  readonly parts: readonly Part[]
  /** The text that names the client. */
  readonly part: Part
  readonly client: ClientView
  readonly problems: readonly Problem[]
  readonly to: string
  /** The entry of the new key; undefined until it is added. */
  readonly next: EntryView | undefined
  /** All others, which go in the end. */
  readonly old: readonly EntryView[]
}

/** Throws a problem where the secret does not say clearly enough what is to be rotated. */
export function readState(parts: readonly Part[], asked: Asked): State {
  const { console, list } = asked
  const { platform } = console
  if (parts.length === 0)
    throw problem(`there is no secret of ${platform.name} here, or it has no value: put its keys in first`)
  const { clients, problems } = viewSecret(
    parts.map(({ text }) => text),
    platform,
  )
  const client = chooseClient(clients, asked.clientId, platform.name)
  const part = parts[client.part]
  const entries = client[list]
  if (!part || entries.length === 0)
    throw problem(
      `the secret has no key of ${quote(client.clientId)} under ${list} yet: there is nothing to replace`,
    )
  const to = asked.to ?? newVersion(entries, list)
  const next = asked.key
    ? entries.find(({ publicKey }) => publicKey && asked.key && isSameKey(asked.key, publicKey))
    : entries.findLast(({ version }) => version === to)
  return {
    console,
    place: { clientId: client.clientId, list },
    parts,
    part,
    client,
    problems,
    to: next?.version ?? to,
    next,
    old: entries.filter((entry) => entry !== next),
  }
}

function chooseClient(
  clients: readonly ClientView[],
  asked: string | undefined,
  platform: string,
): ClientView {
  const ids = clients.map(({ clientId }) => clientId)
  const [only, another] = clients
  if (asked !== undefined) {
    const named = clients.find(({ clientId }) => clientId === asked)
    if (!named) throw problem(unknownName(`client of ${platform}`, asked, ids))
    return named
  }
  if (!only) throw problem(`no client of ${platform} can be read in the secret: \`keys check\` says why`)
  if (another)
    throw problem(`say --client <Client-Id>: the secret of ${platform} has ${ids.map(quote).join(', ')}`)
  return only
}

const NUMBER = /^\d{1,9}$/

/** Of a rotation that is under way the newest version; else the number after the only one. Throws a problem. */
function newVersion(entries: readonly EntryView[], list: ListName): string {
  const versions = entries.map(({ version }) => version)
  const newest = Math.max(...versions.map(Number))
  if (
    !versions.every((version) => NUMBER.test(version)) ||
    (list === 'verifying' && new Set(versions).size < versions.length)
  ) {
    throw problem(
      `say --to <version>: the versions ${versions.map(quote).join(', ')} do not tell which is the new key`,
    )
  }
  return String(entries.length > 1 ? newest : newest + 1)
}
