import { type SignedRequest, signRequest } from '../../tools/local/alipay.ts'
import type { Sender } from '../../tools/local/senders.ts'
import { signatureOf, withHeader } from './requests.ts'

/** Makes of a genuine request of the sender's one that must be refused. */
type Forge = (genuine: SignedRequest, sender: Sender) => SignedRequest

export type Forgeries = readonly (readonly [what: string, Forge])[]

const without =
  (name: string): Forge =>
  (request) =>
    withHeader(request, name)

const twice =
  (name: string): Forge =>
  (request) => {
    const value = new Map(request.headers).get(name) ?? ''
    return withHeader(request, name, value, value)
  }

/** The header spelt as told, `$` standing for the true signature, percent-encoded. */
const spelt =
  (header: string, encode: (text: string) => string = encodeURIComponent): Forge =>
  (request) =>
    withHeader(request, 'Signature', header.replaceAll('$', encode(signatureOf(request))))

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
    ({ target, body }, sender) => {
      const whole = signRequest(sender, body, { target, time: '2026-11-21T10:15:32.253Z' })
      const cut = withHeader(whole, 'Request-Time', '2026-11-21T10:15:32')
      return { ...cut, body: Buffer.concat([Buffer.from('253Z.'), body]) }
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
