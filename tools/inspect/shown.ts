import { isUtf8 } from 'node:buffer'
import { isCredential } from '../../lib/content/redact.ts'
import { masked } from '../doctor/render/mask.ts'
import { isSecretHeader } from '../send/plain.ts'
import type { Content, Facts, Headers } from './view.ts'

/** Of a body; no message that a receiver takes is longer. */
const MAX_SHOWN_BYTES = 1_048_576
/** Before a body it makes a signed text, in which the doctor finds what is secret. */
const HEAD = Buffer.from('POST /\n..')

/** How what somebody sent is shown: what is secret in it as stars, unless the whole is asked for. */
export interface Showing {
  /** `bytes` is how long it was, where only a part of it is held. */
  content(body: Uint8Array, bytes?: number): Content
  headers(headers: Headers): Headers
  /** A path or a URL: its query may hold secrets of the partner's own. */
  target(target: string): string
  /** A text that is signed, or undefined where it is not UTF-8. */
  signedText(text: Uint8Array): string | undefined
}

export function showing(whole: boolean): Showing {
  const hide = (text: Buffer) => (whole ? text : masked(text))
  return {
    content(body, bytes = body.length) {
      const part = Buffer.from(body.subarray(0, MAX_SHOWN_BYTES))
      const shown = hide(Buffer.concat([HEAD, part])).subarray(HEAD.length)
      const notes = [
        part.length < bytes ? `the first ${part.length} bytes alone` : '',
        shown.equals(part) ? '' : 'secret fields are masked',
      ].filter(Boolean)
      return {
        bytes,
        ...(isUtf8(shown) ? { text: shown.toString() } : { base64: shown.toString('base64') }),
        ...(notes.length > 0 && { note: notes.join('; ') }),
      }
    },
    headers: (headers) => headers.map(([name, value]) => [name, !whole && isSecret(name) ? '****' : value]),
    target: (target) => (whole ? target : target.replace(/\?.+/s, '?…')),
    signedText(text) {
      const shown = hide(Buffer.from(text.subarray(0, MAX_SHOWN_BYTES)))
      return isUtf8(shown) ? shown.toString() : undefined
    },
  }
}

/** Of a header. */
function isSecret(name: string): boolean {
  return isSecretHeader(name) || isCredential(name)
}

/** A table of what an object says; what is undefined is left out. */
export function factsOf(record: Readonly<Record<string, unknown>>): Facts {
  return Object.entries(record).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)] as const],
  )
}
