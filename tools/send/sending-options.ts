import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Destination, readUrl } from '../alipay/draft.ts'
import { isLoopback } from '../alipay/exchange.ts'
import { readSenders } from '../alipay/read-senders.ts'
import { platforms } from '../alipay/samples.ts'
import type { Sender, Senders } from '../alipay/sender.ts'
import { unknownName } from '../terminal/nearest.ts'
import { problem, wrongUsage } from '../terminal/problem.ts'
import { algorithmNames, algorithmOf, formNames, readPrivateKey, readPublicKey } from './read-key.ts'

/** Where to send and as whom: the same for every verb of this room. */
export interface SendingChoice {
  readonly url?: string
  readonly exact?: boolean
  readonly client?: string
  readonly key?: string
  readonly keyVersion?: string
  readonly algorithm?: string
  readonly ecc?: string
  readonly partnerKey?: string
  readonly partnerKeyVersion?: string
  readonly insecure?: boolean
}

export const URL_OF_MESSAGES = 'to this URL, as it is registered with Alipay; by default to the local stack'

export function withSendingOptions(command: Command, url: string): Command {
  return command
    .option('--url <url>', url)
    .option('--client <id>', 'as this client')
    .option('--key <file>', 'sign with this private key, PEM or base64')
    .option('--key-version <version>', 'the version that the Signature header names')
    .addOption(
      new Option('--algorithm <name>', 'as the kind of the key has it, unless it is given').choices(
        algorithmNames,
      ),
    )
    .addOption(new Option('--ecc <form>', 'hash and encoding of an ECC signature').choices(formNames))
    .option('--partner-key <file>', 'check the answer with this public key of the partner')
    .option('--partner-key-version <version>', 'and this version of it')
    .option('--insecure', 'on this machine, take a certificate that nobody vouches for')
}

/** Whom the platform's messages come from: the sender of the local stack, or what is given in its place. */
export function senderFor(platform: string, choice: SendingChoice): Sender {
  if (!platforms.includes(platform)) throw wrongUsage(unknownName('platform', platform, platforms))
  const senders = localSenders()
  const own = senders && new Map(Object.entries(senders)).get(platform)
  return chosen(own ?? (choice.url && choice.client && choice.key ? blank(choice.url) : undefined), choice)
}

/** Who sends in the name of a client, and as which platform: one of the local stack's, or what is given in its place. */
export function senderOfClient(clientId: string, senders: Senders, choice: SendingChoice) {
  const [platform, own] = Object.entries(senders).find(([, sender]) => sender.clientId === clientId) ?? ['']
  if (!own && !choice.key) return undefined
  return { platform, sender: chosen(own ?? { ...blank(choice.url), clientId }, choice) }
}

export function localSenders(): Senders | undefined {
  return readSenders(join(localDir(), 'senders.json'))
}

/** Throws a problem where it is asked for elsewhere than on this machine. */
export function readInsecure(
  { insecure = false }: SendingChoice,
  { origin }: Pick<Destination, 'origin'>,
): boolean {
  if (insecure && !isLoopback(origin)) {
    throw wrongUsage(`--insecure is for this machine alone, not for ${origin}: anybody could read and answer`)
  }
  return insecure
}

/** Reads a whole number from 1. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.')
  return Number(text)
}

/** Reads `name=value`, and puts it behind those before it. */
export function readHeader(
  text: string,
  before: readonly (readonly [string, string])[] = [],
): readonly (readonly [string, string])[] {
  const [, name = '', value = ''] = /^([!#$%&'*+.^_`|~\w-]+)=([\t\x20-\x7e]*)$/.exec(text) ?? []
  if (name === '') throw new InvalidArgumentError('Say it as name=value, in ASCII.')
  return [...before, [name, value]]
}

/** Reads `1000x` or `1000`. */
export function factor(text: string): number {
  const number = Number(text.replace(/x$/, ''))
  if (!(number > 0 && number < Number.POSITIVE_INFINITY)) throw new InvalidArgumentError('Say it as 1000x.')
  return number
}

function localDir(): string {
  return process.env.LOCAL_DIR || '.local'
}

function blank(url = 'http://127.0.0.1'): Sender {
  const { origin, target } = readUrl(url)
  const keys = { privateKey: '', partnerPublicKey: '', partnerKeyVersion: '1' }
  return { url: origin + target, commandsUrl: origin + target, clientId: '', keyVersion: '1', ...keys }
}

function chosen(own: Sender | undefined, choice: SendingChoice): Sender {
  if (!own) {
    throw problem(
      `no stack has run in ${localDir()} yet: start one with \`npm start\`, or give --url, --client and --key`,
    )
  }
  const { client, key, keyVersion, algorithm, ecc, partnerKey, partnerKeyVersion } = choice
  const privateKey = key ? readPrivateKey(key) : own.privateKey
  return {
    ...own,
    privateKey,
    algorithm: algorithmOf(privateKey, algorithm, ecc),
    ...(client !== undefined && { clientId: client }),
    ...(keyVersion !== undefined && { keyVersion }),
    ...(partnerKey && { partnerPublicKey: readPublicKey(partnerKey) }),
    ...(partnerKeyVersion !== undefined && { partnerKeyVersion }),
  }
}
