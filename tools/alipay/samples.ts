import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the samples: messages built from the fields of the documents, with invented ids and amounts. */
export const SAMPLES = join(import.meta.dirname, '../../docs/samples')

const ENDING = '.request.json'

/** A notification is a fact that Alipay reports; a command is an act that it asks for. */
export type Kind = 'notification' | 'command'

/** One message of docs/samples. */
export interface Sample {
  readonly platform: string
  readonly kind: Kind
  /** As its file, without the ending: `pay`, `pay.evaluation`. */
  readonly name: string
  /** What stands behind the URL: `pay`. */
  readonly segment: string
  readonly request: Buffer
}

/** Notifications that come to the URL of another API. */
const sharedUrls: Readonly<Record<string, string>> = { notifySubscriptionPayment: 'notifyPayment' }

/** The platforms whose messages can be sent. */
export const platforms: readonly string[] = readdirSync(SAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

/** All that a platform sends, notifications first, by name. */
export function samplesOf(platform: string): readonly Sample[] {
  return [
    ...readSamples(platform, 'notification', join(SAMPLES, platform)),
    ...readSamples(platform, 'command', commandsFolder(platform)),
  ]
}

/** Throws where there is none: a mistake of the caller's. */
export function sampleNamed(platform: string, name: string): Sample {
  const found = samplesOf(platform).find((sample) => sample.name === name)
  if (!found) throw new Error(`no sample ${platform}/${name}`)
  return found
}

/** The commands that a platform sends, by name, each with the answer of a partner that does as it is asked. */
export function commandSamplesOf(platform: string) {
  const folder = commandsFolder(platform)
  return readSamples(platform, 'command', folder).map(({ name, request }) => ({
    name,
    request,
    response: readFileSync(join(folder, `${name}.response.json`)),
  }))
}

function readSamples(platform: string, kind: Kind, folder: string): readonly Sample[] {
  return filesIn(folder).map((file) => {
    const name = file.slice(0, -ENDING.length)
    const api = name.replace(/\..*/, '')
    return {
      platform,
      kind,
      name,
      segment: sharedUrls[api] ?? api,
      request: readFileSync(join(folder, file)),
    }
  })
}

function filesIn(folder: string): readonly string[] {
  try {
    return (
      readdirSync(folder)
        .filter((file) => file.endsWith(ENDING))
        // An API before its variants.
        .sort((one, other) => (one.slice(0, -ENDING.length) < other.slice(0, -ENDING.length) ? -1 : 1))
    )
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw cause
  }
}

function commandsFolder(platform: string): string {
  return join(SAMPLES, platform, 'commands')
}
