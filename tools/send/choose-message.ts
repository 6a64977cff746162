import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { bodyOf } from '../alipay/draft.ts'
import { type Edit, readEdit } from '../alipay/edit-body.ts'
import { platforms, type Sample, samplesOf } from '../alipay/samples.ts'
import { unknownName } from '../terminal/nearest.ts'
import { problem, wrongUsage } from '../terminal/problem.ts'

/** What is sent each time. */
export interface Message {
  readonly sample: Sample
  /** With ids that end in the run. */
  bodyFor(run: string | undefined): Buffer
  /** What is odd about the fields, a sentence each. */
  readonly remarks: readonly string[]
}

/** The API and the fields that the words of the command line name. Throws a problem. */
export function readWords(
  platform: string,
  words: readonly string[],
): { sample: Sample; edits: readonly Edit[] } {
  if (!platforms.includes(platform)) throw wrongUsage(unknownName('platform', platform, platforms))
  const [first = '', ...rest] = words
  const isName = words.length > 0 && !first.includes('=')
  return {
    sample: sampleMeant(platform, isName ? first : undefined),
    edits: (isName ? rest : words).map(readField),
  }
}

export function readField(text: string): Edit {
  const edit = readEdit(text)
  if (!edit)
    throw wrongUsage(
      `${JSON.stringify(text.slice(0, 80))} is no field: write path=value, such as paymentAmount.value=200`,
    )
  return edit
}

/** The sample with its fields changed; or the bytes of a file, `-` for standard input, sent as they are. */
export async function readMessage(
  sample: Sample,
  edits: readonly Edit[],
  file: string | undefined,
): Promise<Message> {
  if (file === undefined) {
    const { remarks } = bodyOf(sample, undefined, edits)
    return { sample, remarks, bodyFor: (run) => bodyOf(sample, run, edits).body }
  }
  if (edits.length > 0) throw wrongUsage('--body is sent byte for byte: leave the fields out, or the file')
  const body = await readBytes(file)
  return { sample, remarks: [], bodyFor: () => body }
}

function sampleMeant(platform: string, name: string | undefined): Sample {
  const samples = samplesOf(platform)
  const names = samples.map((sample) => sample.name)
  const found = samples.find((sample) => sample.name === (name ?? 'notifyPayment'))
  if (found) return found
  if (name === undefined)
    throw wrongUsage(`${platform} sends no notifications; name a command: ${names.join(', ')}`)
  throw wrongUsage(
    `${unknownName(`API of ${platform}`, name, names)} (all of them: \`npm run alipay -- send --list\`)`,
  )
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return file === '-' ? await buffer(process.stdin) : readFileSync(file)
  } catch (cause) {
    throw problem(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`)
  }
}
