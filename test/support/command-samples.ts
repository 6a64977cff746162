import { readdirSync, readFileSync } from 'node:fs'
import type { CommandApi } from '../../lib/commands/command-api.ts'
import { nameOperation } from '../../lib/commands/name-operation.ts'
import { recogniseCommand } from '../../lib/commands/recognise-command.ts'
import { isCredential } from '../../lib/content/redact.ts'
import { commandingPlatforms, commandsOf } from '../../lib/platforms/commands.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'

export interface CommandSample {
  readonly platform: PlatformName
  /** As its file, without the ending: `pay`, `pay.evaluation`. */
  readonly name: string
  readonly api: CommandApi
  readonly request: Buffer
  /** The answer of a partner that does as it is asked. */
  readonly response: Buffer
}

const ending = '.request.json'

/** Every command of test/samples, built from the fields of the documents; ids and amounts are invented. */
export const commandSamples: readonly CommandSample[] = commandingPlatforms.flatMap((platform) => {
  const folder = new URL(`../samples/${platform}/commands/`, import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith(ending))
  return files.sort().map((file) => {
    const name = file.slice(0, -ending.length)
    return {
      platform,
      name,
      api: commandApiOf(platform, name.replace(/\..*/, '')),
      request: readFileSync(new URL(file, folder)),
      response: readFileSync(new URL(`${name}.response.json`, folder)),
    }
  })
})

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
