import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

const { PEER_PRIVATE_KEY = '', ALIPAY_PUBLIC_KEY = '' } = process.env
const privateKey = createPrivateKey(PEER_PRIVATE_KEY)
const alipayKey = createPublicKey(ALIPAY_PUBLIC_KEY)
const signed = promisify(sign)

/** Whether Alipay has signed it. */
export function isGenuine({ rawPath, headers, body = '' }: APIGatewayProxyEventV2): boolean {
  const { 'client-id': client = '', 'request-time': time = '', signature = '' } = headers
  const [, encoded = ''] = signature.split('signature=')
  const proof = Buffer.from(decodeURIComponent(encoded), 'base64')
  return verify('sha256', textOf(rawPath, client, time, body), alipayKey, proof)
}

/** The answer to the request, signed as ours. */
export async function signedAnswer({ rawPath, headers }: APIGatewayProxyEventV2, body: string) {
  const { 'client-id': client = '' } = headers
  const time = `${new Date().toISOString().slice(0, 19)}Z`
  const signature = await signed('sha256', textOf(rawPath, client, time, body), privateKey)
  const value = encodeURIComponent(signature.toString('base64'))
  return {
    statusCode: 200,
    headers: {
      'Client-Id': client,
      'Response-Time': time,
      'Content-Type': 'application/json; charset=UTF-8',
      Signature: `algorithm=RSA256,keyVersion=1,signature=${value}`,
    },
    body,
  }
}

function textOf(uri: string, client: string, time: string, body: string): Buffer {
  return Buffer.from(`POST ${uri}\n${client}.${time}.${body}`)
}
