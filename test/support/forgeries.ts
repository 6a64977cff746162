import type { Sender } from '../../tools/alipay/sender.ts'
import { type SignedRequest, signRequest } from '../../tools/alipay/signed-request.ts'
import { withHeader, withSignature } from './requests.ts'

/** Makes of a genuine request of the sender's one that must be refused. */
type Forge = (genuine: SignedRequest, sender: Sender) => SignedRequest

export type Forgeries = readonly (readonly [what: string, Forge])[]

const headerOf = ({ headers }: SignedRequest, name: string) => new Map(headers).get(name) ?? ''

const without =
  (name: string): Forge =>
  (request) =>
    withHeader(request, name)

const twice =
  (name: string): Forge =>
  (request) =>
    withHeader(request, name, headerOf(request, name), headerOf(request, name))

/** The header spelt as told, `$` standing for the true signature, percent-encoded. */
const spelt =
  (header: string, encode: (text: string) => string = encodeURIComponent): Forge =>
  (request) =>
    withSignature(request, (base64) => header.replaceAll('$', encode(base64)))

const encodeTwice = (text: string) => encodeURIComponent(encodeURIComponent(text))

/** Refused with a signature over the received path. */
export const forgeries: Forgeries = [
  ['another body', (request) => ({ ...request, body: Buffer.concat([request.body, Buffer.from('\n')]) })],
  ['another time', (request) => withHeader(request, 'Request-Time', new Date(0).toISOString())],
  ['another path', (request) => ({ ...request, target: `${request.target}/` })],
  [
    'a query cut off that was signed',
    ({ target, body }, sender) => signRequest(sender, body, { target, uri: `${target}?a=b` }),
  ],
  [
    'a body that begins within the time',
    (request) => {
      const [seconds = '', fraction] = headerOf(request, 'Request-Time').split('.')
      const body = Buffer.concat([Buffer.from(`${fraction}.`), request.body])
      return { ...withHeader(request, 'Request-Time', seconds), body }
    },
  ],
  [
    'a time of letters',
    ({ target, body }, sender) => signRequest(sender, body, { target, time: 'yesterday' }),
  ],
  ['an unknown algorithm', spelt('algorithm=RSA512,keyVersion=1,signature=$')],
  ['an algorithm that is not the key’s', spelt('algorithm=ECC224,keyVersion=1,signature=$')],
  ['an unknown key version', spelt('algorithm=RSA256,keyVersion=2,signature=$')],
  ['a signature encoded twice', spelt('algorithm=RSA256,keyVersion=1,signature=$', encodeTwice)],
  ['a signature with more behind it', spelt('algorithm=RSA256,keyVersion=1,signature=$AAAA')],
  ['a signature of nothing', spelt('algorithm=RSA256,keyVersion=1,signature=')],
  ['a pair twice', spelt('algorithm=RSA256,keyVersion=1,signature=$,Signature=$')],
  ['no signature pair', spelt('algorithm=RSA256,keyVersion=1')],
  ['the Signature header twice', twice('Signature')],
  ['the Request-Time header twice', twice('Request-Time')],
  ['no Signature header', without('Signature')],
  ['no Request-Time header', without('Request-Time')],
]

const octets = ['%0A', '%0D', '%00', '%1F', '%7F', '%20', '%C3%A9']

/** Refused without a signature: no client is named, or the path could forge the text that is signed. */
export const unsignable: Forgeries = [
  ['no Client-Id header', without('Client-Id')],
  ['the Client-Id header twice', twice('Client-Id')],
  ...octets.map((octet): Forgeries[number] => [
    `${octet} in the path`,
    ({ target, body }, sender) => {
      const received = `${target}${octet}x`
      return signRequest(sender, body, { target: received, uri: decodeURIComponent(received) })
    },
  ]),
]

/** A client that the secret does not name, although its signature would hold. */
export const strangers: Forgeries = [
  ['a client of another case', ({ clientId }: Sender) => clientId.toLowerCase()] as const,
  ['the client __proto__', () => '__proto__'] as const,
  ['the client constructor', () => 'constructor'] as const,
].map(([what, nameOf]): Forgeries[number] => [
  what,
  ({ target, body }, sender) => signRequest({ ...sender, clientId: nameOf(sender) }, body, { target }),
])
