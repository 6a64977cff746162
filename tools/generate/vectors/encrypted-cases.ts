import { createCipheriv } from 'node:crypto'
import type { KeyName } from './test-keys.ts'

export interface EncryptedCase {
  readonly name: string
  readonly input: {
    /** The text of the Encrypt header. */
    readonly header: string
    readonly bodyBase64: string
    readonly decrypting: readonly { readonly version: string; readonly key: KeyName }[]
  }
  /** Null where the message stays as it is. */
  readonly expected: { readonly contentBase64: string } | null
}

/** AES keys of bytes 0, 1, 2 and on, wrapped for test-partner-1 once: RSA with PKCS#1 v1.5 draws new padding each time. */
const wrapped = {
  16: 'oyq65MxuMUCzn7FjfvEl5ECjngzWuzSw0/FNkgF7vfA3y2yW8bKawO/xDZHV+j+G8o5u1Lr2ZZfTS2SF23FPtXz6EhMgMk5sPsT+8jSiCWuQK7Ahjfz8b6m8kGoDaj+Yn4sMndhfycXX1tisY3uctqo4hwZBjAdUbb2dtTC8Udtqdo25tISUEMyQsBN6DvH483wciNt99N+xIARP6e4KeSoHIT7AD4H3TsecZjdzcSE5QMDhyUpsjU64y9beHcMnk88iQQn1fv0N68h2Y33APKM8YYTEWbBWcNGC75PW278e8KpX2QIIo6d+9Vbd4U1xiVR0WcD6WLWXCyZUW9v33A==',
  32: 'FeYQUGbmxFBaElfJYh3pCRW5UjtyH+1h48oFzksSgJByzKUiPXeJwGjRF5aBK8f9dS1o5kZdkhgCeb9itP0R8BwDNNzTZSbReOVJp0E2sEJH3vPDAY0+wRnkd/abF++Gs/bzINtljhA38unhw3hW0o6qyFtXDm2WK0rYov+JVG8vUSmhBtkbN2S11/RteqjWNoS62Vsln4UR0Ojow8mHKzUHX5tlaNgqg+zJ5jQXoasDJuDSI7gpG1lplBNmxrJo1RTNHJlcAL6GSI9Ta7dYh5r3HnfkZiLxRLUbUhBztHQG0/+ZKeXqWevJc8o6KFsKhxwW37Z1GdAbTsbVbrsRBg==',
}

const content = Buffer.from('{"paymentRequestId":"1","note":"é"}')
const partner = { version: '1', key: 'test-partner-1' } as const

/** Messages that are encrypted as ZOLOZ does it. */
export function encryptedCases(): readonly EncryptedCase[] {
  const long = encodeURIComponent(wrapped[32])
  const taken = { contentBase64: content.toString('base64') }
  const rows: readonly (readonly [
    name: string,
    header: string,
    keyBytes: 16 | 32,
    expected: typeof taken | null,
  ])[] = [
    ['an AES key of 256 bits', `algorithm=RSA_AES, keyVersion=1, symmetricKey=${long}`, 32, taken],
    [
      'an AES key of 128 bits',
      `algorithm=RSA_AES, keyVersion=1, symmetricKey=${encodeURIComponent(wrapped[16])}`,
      16,
      taken,
    ],
    ['other spellings, no version', `SYMMETRICKEY=${wrapped[32]},algorithm=rsa_aes`, 32, taken],
    ['version 0', `algorithm=RSA_AES,keyVersion=0,symmetricKey=${long}`, 32, taken],
    [
      'a version that the client does not have',
      `algorithm=RSA_AES,keyVersion=2,symmetricKey=${long}`,
      32,
      null,
    ],
    ['another algorithm', `algorithm=RSA,keyVersion=1,symmetricKey=${long}`, 32, null],
    ['no wrapped key', 'algorithm=RSA_AES,keyVersion=1', 32, null],
  ]
  return rows.map(([name, header, keyBytes, expected]) => ({
    name,
    input: { header, bodyBase64: encrypt(keyBytes).toString('base64'), decrypting: [partner] },
    expected,
  }))
}

/** The body as it is sent: base64 of AES in ECB with PKCS#5 padding. */
function encrypt(keyBytes: 16 | 32): Buffer {
  const key = Buffer.from(Array.from({ length: keyBytes }, (_, index) => index))
  const cipher = createCipheriv(keyBytes === 16 ? 'aes-128-ecb' : 'aes-256-ecb', key, null)
  return Buffer.from(Buffer.concat([cipher.update(content), cipher.final()]).toString('base64'))
}
