import { hash } from 'node:crypto'
import { readJsonObject } from '../../../lib/content/json.ts'
import { showing } from '../shown.ts'
import type { Content } from '../view.ts'

const { content, signedText } = showing(false)

/**
 * A body that is kept, its secret fields masked. Where it is no JSON object nobody knows which part of it is secret: its
 * size and its digest alone are shown.
 */
export function shownBody(body: Uint8Array): Content {
  if (readJsonObject(body).ok) return content(body)
  const note = `it is no JSON object, so it is not shown; its SHA-256 is ${hash('sha256', body)}`
  return { bytes: body.length, note }
}

/** A text that is signed, with such a body at its end; undefined where that is not shown. */
export function shownSignedText(text: Uint8Array, body: Uint8Array): string | undefined {
  return readJsonObject(body).ok ? signedText(text) : undefined
}

export const { headers: shownHeaders } = showing(false)
