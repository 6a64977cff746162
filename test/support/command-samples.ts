import type { CommandApi } from '../../lib/commands/command-api.ts'
import { nameOperation } from '../../lib/commands/name-operation.ts'
import { recogniseCommand } from '../../lib/commands/recognise-command.ts'
import { isCredential } from '../../lib/content/redact.ts'
import { commandingPlatforms, commandsOf } from '../../lib/platforms/commands.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { commandSamplesOf } from '../../tools/alipay/samples.ts'

export interface CommandSample {
  readonly platform: PlatformName
  /** As its file, without the ending: `pay`, `pay.evaluation`. */
  readonly name: string
  readonly api: CommandApi
  readonly request: Buffer
  /** The answer of a partner that does as it is asked. */
  readonly response: Buffer
}

/** Every command of docs/samples, with its row. */
export const commandSamples: readonly CommandSample[] = commandingPlatforms.flatMap((platform) =>
  commandSamplesOf(platform).map((sample) => ({
    ...sample,
    platform,
    api: commandApiOf(platform, sample.name.replace(/\..*/, '')),
  })),
)

export function commandSampleOf(platform: PlatformName, name: string): CommandSample {
  const found = commandSamples.find((sample) => sample.platform === platform && sample.name === name)
  if (!found) throw new Error(`no sample ${platform}/${name}`)
  return found
}

/** The row of this name. */
export function commandApiOf(platform: PlatformName, name: string): CommandApi {
  const api = commandsOf(platform).find((one) => one.name === name)
  if (!api) throw new Error(`no command ${platform}/${name}`)
  return api
}

/** The fields of a row that are never spelt out: those that it names, and those that are named like a credential. */
export function secretsOf({ request, secretFields = [] }: CommandApi): readonly string[] {
  return [...secretFields, ...Object.keys(Object(request).entries).filter(isCredential)]
}

/** What the platform's rows make of a body at the URL of this API. */
export function readCommand(platform: PlatformName, api: string, body: Buffer | string) {
  return recogniseCommand({ uri: `/${platform}/${api}`, body: Buffer.from(body) }, commandsOf(platform))
}

/** The request as its row reads it; throws where it does not. */
export function commandRequest(platform: PlatformName, api: string, body: Buffer | string) {
  const recognition = readCommand(platform, api, body)
  if (recognition.kind !== 'command')
    throw new Error(`${api}: ${recognition.kind} ${JSON.stringify(Object(recognition).field)}`)
  return recognition.request
}

/** What names the request, and what its repeats must have in common. */
export function nameOf(platform: PlatformName, api: string, message: object) {
  const request = commandRequest(platform, api, JSON.stringify(message))
  return nameOperation(commandApiOf(platform, api), request, platform, 'CLIENT_1')
}

/** Where the journal has the request. */
export function keyOf(platform: PlatformName, api: string, message: object): string {
  return nameOf(platform, api, message).key
}
