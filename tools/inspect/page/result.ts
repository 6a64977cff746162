import type { CallDetail } from '../view.ts'

/** What the sender was answered, as `S SUCCESS`; undefined where the answer is not known or says no result. */
export function resultOf({ answer }: Pick<CallDetail, 'answer'>): string | undefined {
  const { resultStatus, resultCode } = Object(Object(parsed(answer?.body.text ?? '')).result)
  const said = [resultStatus, resultCode].filter((part) => typeof part === 'string')
  return said.length === 0 ? undefined : said.join(' ')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
