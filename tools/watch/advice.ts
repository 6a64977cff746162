import type { Receipt } from '../../lib/notifications/receipt.ts'
import type { RefusalReason } from '../../lib/protocol/refusal.ts'
import type { TimeRemark } from '../../lib/protocol/request-time.ts'

const HEADERS = 'let the proxy pass all headers; if none drops them, this is no call of Alipay’s'
const SIGNATURE =
  'write Signature as algorithm=RSA256, keyVersion=1, signature=<the base64, percent-encoded once>'

/** What to do about a request that is not genuine, where the doctor says nothing. */
export const reasonAdvice: Readonly<Record<RefusalReason, string>> = {
  'path-illegal': 'register a path of [A-Za-z0-9/._~-] alone',
  'client-missing': HEADERS,
  'client-malformed': 'send Client-Id as the console shows it, once',
  'client-unknown': 'is it the sandbox’s Client-Id, or another platform’s?',
  'client-unreadable': 'mend the client’s entry in the secret',
  'time-missing': HEADERS,
  'time-malformed': 'write Request-Time in the grammar of docs/protocol.md#request-time',
  'signature-missing': HEADERS,
  'signature-malformed': SIGNATURE,
  'algorithm-unknown': 'sign with RSA256, or with the ECC algorithm of the platform’s page',
  'algorithm-mismatch': 'paste the public key that belongs to the algorithm of the Signature header',
  'key-version-unknown': 'add the platform’s new public key under `verifying`: docs/operate.md#rotate-keys',
  'signature-length': 'another key signed, or the signature was cut: compare the keys, pass the header whole',
  'body-too-large': 'it is no message of these platforms',
  'signature-mismatch': 'compare body, URI and key: docs/troubleshoot.md#a-signature-is-refused',
}

/** What is odd about a time, of what is genuine all the same. */
export const remarkAdvice: Readonly<Record<TimeRemark, string>> = {
  'future-time': 'its Request-Time is ahead of this machine’s clock: compare the clocks',
  'time-unparsed': 'its Request-Time cannot be read, so its age is not known',
}

/** Why a notification is not understood. */
export const misunderstandings: Readonly<Record<NonNullable<Receipt['misunderstood']>['because'], string>> = {
  'not-utf8': 'its body is not UTF-8',
  'not-json': 'its body is not JSON',
  'not-an-object': 'its body is no JSON object',
  'too-deep': 'its body is nested too deep',
  'no-api': 'no row is for it',
  schema: 'it does not fit its row',
}

/** By a piece of the log's `cause`, the first that fits: docs/troubleshoot.md, "Your backend". */
export const backendAdvice: readonly (readonly [piece: string, advice: string])[] = [
  ['the backend answered ', 'it must answer 200, with F or U in the body'],
  ['the backend gave no answer: ', 'does it run, does the name resolve, does its certificate hold?'],
  [
    "the client's secret has no `backend`: nothing was sent",
    'add the credential: docs/integrate.md#put-in-your-keys',
  ],
  ["the backend's answer is over ", 'at most 180,000 bytes, once it is read'],
  ['is missing or illegal', 'the field before it does not fit docs/backend.openapi.json'],
  ['is no code of an ', 'the API’s page does not list this code'],
  ['ends nothing: answer it with U', 'the code says that it is not decided'],
  ['speaks of what may still come: answer ', 'answer what the line says'],
]

/** By a piece of what is wrong with a secret, the first that fits: docs/troubleshoot.md, "Lines about a secret". */
export const secretAdvice: readonly (readonly [piece: string, advice: string])[] = [
  ['has no value yet: put the keys in', 'write the file: docs/integrate.md#put-in-your-keys'],
  ['could not be read: ', 'the code is the system’s'],
  ['is not JSON', 'the place in the text follows; within a key a line break is written \\n'],
  ['is neither PEM nor base64', 'paste the key whole'],
  ['is not a key, or only a part of one', 'paste the key whole'],
  ['is encrypted: paste it decrypted', '`openssl pkey -in key.pem` decrypts it'],
  ['is a public key: your own private key belongs here', 'under `signing` stands your private key'],
  ["is a private key: Alipay's public key belongs here", 'take it out at once; it need not leave your side'],
  ["is your own public key: Alipay's belongs here", 'the console shows both; take the other'],
  ['an RSA key of ', 'make one of the size that the line names'],
  ['is for ', 'the platform does not know this algorithm'],
  ['an ECC key', 'add `hash` and `encoding`: docs/integrate.md#put-in-your-keys'],
  ['has several current keys: version ', 'mark one entry `current`; until then the newest signs'],
  ['has no current key that can be used: version ', 'mark one entry `current`; until then the newest signs'],
  ['is that of an entry above', 'two entries have one version'],
  ['holds no key that can be used', 'the lines before it say why'],
  ['keeps the keys that it had', 'mend the entry soon: what starts now does not have them'],
  [
    'is named in a text before this one: its keys here are ignored',
    'a client stands in the secret and in a continuation',
  ],
  [
    'is refused: it is another Client-Id with a dot and more after it',
    'such ids could be taken for each other; ask for another Client-Id',
  ],
  ['must have either bearer or signatureKey', 'the credential of docs/integrate.md#put-in-your-keys'],
  [
    'must be at least 16 characters of ASCII without spaces',
    'the credential of docs/integrate.md#put-in-your-keys',
  ],
  ['must be whsec_ and the base64 of at least ', 'the credential of docs/integrate.md#put-in-your-keys'],
  ['must be a URL such as ', 'https, host and base path alone: docs/integrate.md#put-in-your-keys'],
  ['must have a path of letters, digits and ', 'the base path as the console or the page has it'],
  ['is ignored: it means nothing here', 'a member that is misspelt'],
]

/** The advice of the first piece that stands in the line. */
export function adviceFor(
  line: string,
  rows: readonly (readonly [piece: string, advice: string])[],
): string | undefined {
  return rows.find(([piece]) => line.includes(piece))?.[1]
}
