import { readdirSync, readFileSync } from 'node:fs'
import type { PlatformName } from '../../lib/protocol/platform.ts'

interface Sample {
  readonly platform: PlatformName
  /** As its file, without the ending: `notifyPayment`, `notifyPayment.pending`. */
  readonly name: string
  readonly body: Buffer
}

const platforms: readonly PlatformName[] = ['acquirer', 'antom', 'mini-program', 'wallet', 'worldfirst']
const ending = '.request.json'

/** Every request of docs/samples, built from the fields of the documents; ids and amounts are invented. */
export const samples: readonly Sample[] = platforms.flatMap((platform) => {
  const folder = new URL(`../../docs/samples/${platform}/`, import.meta.url)
  return filesIn(folder).map((file) => ({
    platform,
    name: file.slice(0, -ending.length),
    body: readFileSync(new URL(file, folder)),
  }))
})

export function sampleOf(platform: PlatformName, name = 'notifyPayment'): Sample {
  const found = samples.find((sample) => sample.platform === platform && sample.name === name)
  if (!found) throw new Error(`no sample ${platform}/${name}`)
  return found
}

/** The sample with members of its own level replaced. */
export function variantOf({ body }: Sample, changes: Readonly<Record<string, unknown>>): Buffer {
  return Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), ...changes }))
}

function filesIn(folder: URL): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .sort()
  } catch {
    return []
  }
}
