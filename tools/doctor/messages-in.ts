import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import { harmless } from '../terminal/harmless.ts'
import { problem } from '../terminal/problem.ts'
import { forms, readMessages } from './read/forms.ts'
import type { Found, ReadFile } from './read/found.ts'
import { readSource } from './source.ts'

/** Which messages of an input are asked for. */
export interface Wanted {
  readonly form?: string
  /** A number from 1. */
  readonly index?: string
  readonly body?: string
}

interface Messages {
  readonly found: readonly Found[]
  /** What is left out, in a sentence. */
  readonly note: string | undefined
}

const SHOWN_MESSAGES = 20

/** Reads the messages in a file, or in standard input for `-`. Throws a problem, or is refused with a wrong option. */
export async function messagesIn(
  file: string,
  { form, index, body }: Wanted,
): Promise<Checked<Messages, string>> {
  const given = body === undefined ? undefined : await readSource(body, 'a file with the body')
  const text = await readSource(file, 'a file with the request')
  const chosen = forms.filter(({ name }) => form === undefined || name === form)
  const read = readMessages(text, given ? () => passed(given) : notRead, chosen)
  if (!read.ok) throw problem(harmless(read.refusal))
  const found = given ? read.value.map((one) => withBody(one, given)) : read.value
  if (index !== undefined) {
    const one = /^[1-9]\d{0,8}$/.test(index) ? found[Number(index) - 1] : undefined
    return one
      ? passed({ found: [one], note: undefined })
      : refused(
          `--index is from 1 to ${found.length}, the number of messages, not ${JSON.stringify(index.slice(0, 16))}`,
        )
  }
  const note =
    found.length > SHOWN_MESSAGES
      ? `the first ${SHOWN_MESSAGES} of ${found.length} messages: another one with --index <n>`
      : undefined
  return passed({ found: found.slice(0, SHOWN_MESSAGES), note })
}

/** The body that somebody gives is no longer in doubt. */
function withBody({ readings, ...others }: Found, body: Buffer): Found {
  const [{ exhibit }] = readings
  return { ...others, readings: [{ exhibit: { ...exhibit, body }, remarks: [] }] }
}

/** What is pasted may come from a stranger, and may name any file: what it holds would be shown. */
const notRead: ReadFile = () => refused('is not read, because a pasted command may name any file')
