import { readFileSync } from 'node:fs'
import type { JsonObject } from '../../../lib/content/json.ts'
import { inquiriesOf } from '../../../lib/platforms/inquiries.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'

/** A question, the gateway's answers by the state that they report, and the one that knows no such object. */
interface InquirySample {
  readonly request: JsonObject
  readonly answers: Readonly<Record<string, JsonObject>>
  readonly absent: JsonObject
}

const platforms: readonly PlatformName[] = ['acquirer', 'antom', 'mini-program', 'wallet', 'worldfirst']

/** Every inquiry with its sample of docs/samples, built from the fields of the documents; ids and amounts are invented. */
export const inquirySamples = platforms.flatMap((platform) =>
  inquiriesOf(platform).map((api) => {
    const sample = readSample(platform, api.name)
    // The first is the fullest: of what succeeded. The second failed.
    const [whole = {}, failed = {}] = Object.values(sample.answers)
    return { platform, api, ...sample, whole, failed }
  }),
)

function readSample(platform: PlatformName, name: string): InquirySample {
  const file = new URL(`../../../docs/samples/${platform}/inquiries/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}
