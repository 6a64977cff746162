/** A PEM block, its two labels as they are written. */
export interface Block {
  readonly label: string
  readonly endLabel: string
  readonly body: string
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END ([A-Z0-9 ]+)-----/g
const label = /-----(?:BEGIN|END) [A-Z0-9 ]+-----/g

/** Every whole block of a text. The parameters that OpenSSL writes before an EC key are none of interest. */
export function blocksOf(text: string): readonly Block[] {
  return [...text.matchAll(block)]
    .map(([, begin = '', body = '', end = '']) => ({ label: begin, endLabel: end, body }))
    .filter(({ label }) => label !== 'EC PARAMETERS')
}

/** A BEGIN without its END, or the reverse; undefined where all is well. */
export function missingLine(text: string): 'BEGIN' | 'END' | undefined {
  const rest = text.replace(block, '')
  if (/-----BEGIN /.test(rest)) return 'END'
  return /-----END /.test(rest) ? 'BEGIN' : undefined
}

/** The base64 of a text, with white space: of its first key, else of its first block, else all but stray labels. */
export function base64Of(text: string): string {
  const blocks = blocksOf(text)
  const chosen = blocks.find((one) => one.label.endsWith('KEY')) ?? blocks[0]
  return chosen?.body ?? text.replace(label, '\n')
}
