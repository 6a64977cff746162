import type { CallDetail } from '../view.ts'

/** Longer than what Linux takes as one argument, and no body is read in a shell. */
const MAX_CHARACTERS = 100_000

/** Made by curl itself, from the URL and the body. */
const ownHeaders: ReadonlySet<string> = new Set(['host', 'content-length', 'connection'])

const MASKED = '****'

/**
 * The request as a curl command for bash or zsh, byte for byte. Undefined where the command would send something else:
 * a part is masked or not held, not UTF-8, or too long. Whatever is not printable ASCII is escaped: a terminal that it
 * is pasted into sees no control character.
 */
export function curlOf(
  { method, target, headers, body }: CallDetail['request'],
  scheme: 'http' | 'https',
): string | undefined {
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1]
  const text = body.bytes === 0 ? '' : body.text
  const isHeld = host !== undefined && text !== undefined && body.note === undefined
  if (!isHeld || text.length > MAX_CHARACTERS || text.includes('\0')) return undefined
  if (headers.some(([, value]) => value === MASKED)) return undefined
  const sent = headers.filter(([name]) => !ownHeaders.has(name.toLowerCase()))
  return [
    `curl -g --path-as-is -X ${quoted(method)} ${quoted(`${scheme}://${host}${target}`)}`,
    ...sent.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    `--data-raw ${quoted(text)}`,
  ].join(' \\\n  ')
}

function quoted(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  const bytes = [...new TextEncoder().encode(text)]
  return `$'${bytes.map(escaped).join('')}'`
}

function escaped(byte: number): string {
  const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x27 && byte !== 0x5c
  return isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
}
