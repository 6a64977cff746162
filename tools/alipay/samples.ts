import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the samples: messages built from the fields of the documents, with invented ids and amounts. */
export const SAMPLES = join(import.meta.dirname, '../../docs/samples')

const ENDING = '.request.json'

/** The commands that a platform sends, by name, each with the answer of a partner that does as it is asked. */
export function commandSamplesOf(platform: string) {
  const folder = join(SAMPLES, platform, 'commands')
  const files = readdirSync(folder).filter((file) => file.endsWith(ENDING))
  return files.sort().map((file) => {
    const name = file.slice(0, -ENDING.length)
    return {
      /** As its file, without the ending: `pay`, `pay.evaluation`. */
      name,
      request: readFileSync(join(folder, file)),
      response: readFileSync(join(folder, `${name}.response.json`)),
    }
  })
}
