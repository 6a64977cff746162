import type { Sender } from './sender.ts'
import { type Algorithm, algorithmsNamed, isSignatureOf, signedText } from './signatures.ts'
import type { Reply } from './signed-request.ts'

/** What Alipay would find of a reply's signature. */
export type Seal =
  | { readonly kind: 'holds'; readonly keyVersion: string; readonly uri: string }
  | { readonly kind: 'unsigned' }
  /** No key of the partner is known. */
  | { readonly kind: 'unchecked'; readonly keyVersion: string }
  | { readonly kind: 'fails'; readonly why: string }

/** As strict as the official SDK's reader: three pairs, in this order (docs/protocol.md, "The Signature header"). */
const signatureHeader =
  /^algorithm=(RSA256|ECC256|ECC224),\s*keyVersion=([^,=\s]+),\s*signature=((?:[A-Za-z0-9]|%[0-9A-Fa-f]{2})+)$/

/** Whether the reply is signed with the partner's key over one of the URIs, as Alipay would check it. */
export function checkReply(reply: Reply, sender: Sender, uris: readonly string[]): Seal {
  return checkSeal(reply, 'Response-Time', sender, uris)
}

/** The same of a question that the partner asks at the URI. */
export function checkQuestion(question: Pick<Reply, 'headers' | 'body'>, sender: Sender, uri: string): Seal {
  return checkSeal(question, 'Request-Time', sender, [uri])
}

function checkSeal(
  { headers, body }: Pick<Reply, 'headers' | 'body'>,
  timeHeader: 'Request-Time' | 'Response-Time',
  sender: Sender,
  uris: readonly string[],
): Seal {
  const { signature: header, 'client-id': clientId, [timeHeader.toLowerCase()]: time } = headers
  if (header === undefined) return { kind: 'unsigned' }
  const [, name, keyVersion = '', value = ''] = signatureHeader.exec(String(header)) ?? []
  if (!name) return fails('the Signature header is not spelt as Alipay’s clients read it')
  if (clientId !== sender.clientId) return fails('its Client-Id is not that of the request')
  if (typeof time !== 'string') return fails(`it has no ${timeHeader}`)
  if (!sender.partnerPublicKey) return { kind: 'unchecked', keyVersion }
  if (keyVersion !== sender.partnerKeyVersion) {
    return fails(
      `it names the key version ${keyVersion}, and the key that is known is ${sender.partnerKeyVersion}`,
    )
  }
  const signature = Buffer.from(decodeURIComponent(value), 'base64')
  const algorithms = algorithmsNamed(name as Algorithm['name'])
  const uri = uris.find((one) => {
    const text = signedText(one, sender.clientId, time, body)
    return isSignatureOf(signature, text, sender.partnerPublicKey, algorithms)
  })
  return uri === undefined
    ? fails('the partner’s key did not make it over this URI, client, time and body')
    : { kind: 'holds', keyVersion, uri }
}

function fails(why: string): Seal {
  return { kind: 'fails', why }
}
