import type { Case } from './case.ts'
import type { KeyFinding } from './diagnosis.ts'
import { describeKey } from './known-keys.ts'
import type { Search } from './search.ts'

/** What it is not, as far as that was tried. */
export function ruledOutBy(
  { exhibit }: Case,
  key: KeyFinding,
  result: Search | undefined,
): readonly string[] {
  const ofKey =
    key.kind === 'made-by'
      ? [`The key: ${describeKey(key.key)} made the signature, over a text hashed with ${key.hash}.`]
      : key.kind === 'by-none'
        ? [`The text: no known key made the signature, whatever was signed. Known are ${listed(key)}.`]
        : []
  if (exhibit.body === undefined) return ofKey
  return [...ofKey, ...(result ? triedTexts(result) : [])]
}

function listed({ tried }: Extract<KeyFinding, { tried: unknown }>): string {
  return tried.map(describeKey).join('; ')
}

const kinds =
  'the usual stages and base paths, the hosts that the message names, slashes and query of the URI; case and spaces of the Client-Id; form and zone of the time; line ends, indentation, order, escapes and coding of the body; the form of the text itself'
const rareOnes =
  'What is rare, such as another time within the hour, was tried alone, with nothing else beside it.'

function triedTexts({ finished, texts }: Search): readonly string[] {
  if (finished >= 2)
    return [`Any one known difference, and any two everyday ones, by ${texts} texts: ${kinds}.`, rareOnes]
  if (finished === 1) {
    return [
      `Any one known difference: ${kinds}.`,
      `Of two at once not all were tried: the time was up after ${texts} texts.`,
    ]
  }
  return [`Of the known differences not all were tried: the time was up after ${texts} texts.`]
}

const ANOTHER_URL =
  'Another URL that was signed, host or path, which no message shows behind a proxy: give the one that is registered in the console with --url.'

/** What remains, and how to find out. */
export function leavesOf({ exhibit, platform, registeredUrls }: Case, key: KeyFinding): readonly string[] {
  if (key.kind === 'silent' && key.tried.length === 0) return ['Give the keys: a key ring, or a key.']
  if (key.kind === 'by-none') {
    return [
      `Another key than the ${key.tried.length} that are known here: compare them with the public key that the console of ${platform} shows for this client and environment (npm run alipay -- keys fingerprint <file>).`,
      'Or a signature that was altered on its way: compare it with the one that was sent.',
    ]
  }
  if (exhibit.body === undefined) return ['Give the body: without it no text can be verified.']
  const digest = key.kind === 'made-by' ? key.signedDigest : undefined
  const compare =
    digest && key.kind === 'made-by'
      ? [
          `The ${key.hash} of the signed text is ${digest}: have the sender print that of the text that is signed there, and compare.`,
        ]
      : []
  const altered =
    'Its content: a field that was changed, added, dropped or moved after it was signed, or another body altogether.'
  const texts = [...(registeredUrls.length > 0 ? [] : [ANOTHER_URL]), altered]
  return key.kind === 'made-by'
    ? [...texts, ...compare]
    : ['Another key than those that are known: an ECC signature does not show which one made it.', ...texts]
}
