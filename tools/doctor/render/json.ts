import { isUtf8 } from 'node:buffer'
import { shortFingerprintOf } from '../../../lib/protocol/fingerprint.ts'
import type { Diagnosis, KeyFinding } from '../diagnosis.ts'
import type { KnownKey } from '../known-keys.ts'
import { compare } from './compare.ts'
import type { Explanation, Show } from './explanation.ts'

/** An explanation for programs: the whole diagnosis, its texts as `show` gives them. */
export function jsonOf({ exhibit, diagnosis, what, remarks }: Explanation, show: Show): object {
  const { key, receivedText, signedText, ...rest } = diagnosis
  return {
    form: exhibit.form,
    ...rest,
    remarks,
    ...(what && { message: what }),
    key: keyOf(key),
    ...(receivedText && { receivedText: textOf(show(receivedText)) }),
    ...(signedText && { signedText: textOf(show(signedText)) }),
    ...differenceOf(diagnosis),
  }
}

function keyOf(finding: KeyFinding) {
  if (finding.kind === 'made-by') return { ...finding, key: described(finding.key) }
  return { kind: finding.kind, tried: finding.tried.map(described) }
}

function described({ key, ...facts }: KnownKey) {
  return { ...facts, fingerprint: shortFingerprintOf(key) }
}

/** Bytes that are no UTF-8 would not survive as a text. */
function textOf(bytes: Buffer) {
  return { text: bytes.toString('utf8'), ...(isUtf8(bytes) ? {} : { base64: bytes.toString('base64') }) }
}

function differenceOf({ receivedText, signedText }: Diagnosis) {
  const at = receivedText && signedText && compare(signedText, receivedText)?.at
  return at === undefined ? {} : { differsAtByte: at }
}
