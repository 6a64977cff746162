import type { Diagnosis } from './diagnosis.ts'
import { describeKey } from './known-keys.ts'

/** The diagnosis in one line of a terminal or a log: what happened, what to do, and where. */
export function lineOf(diagnosis: Diagnosis): string {
  const { verdict, causes } = diagnosis
  if (verdict === 'VALID') return 'the signature holds'
  const told = causes.map(({ what, change, where }) => `${what}: ${change} (${where})`)
  return (verdict === 'EXPLAINED' ? told : [...told, unexplained(diagnosis)]).join('; and ')
}

function unexplained({ key, leaves, platform, remarks, signedText, receivedText }: Diagnosis): string {
  if (key.kind === 'by-none') {
    return `no known key made the signature, and ${key.tried.length} are known: compare them with the one that the console of ${platform} shows (secret)`
  }
  const [first = 'no known cause explains it'] = leaves
  if (key.kind === 'silent' || (signedText ?? receivedText) === undefined) return first
  const digest = key.signedDigest === undefined ? '' : `, whose ${key.hash} is ${key.signedDigest}`
  return `${describeKey(key.key)} made the signature over another text${digest}: compare it with the text that was signed there (code)${remarks.map((remark) => `. ${remark}`).join('')}`
}
