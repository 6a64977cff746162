import type { KeyObject } from 'node:crypto'

/** The names on the five platforms' pages. Which one is meant, the key decides. */
export type AlgorithmName = 'RSA256' | 'ECC256' | 'ECC224'

/** How an ECC signature is written. The pages do not say, so that the secret does. */
export type SignatureEncoding = 'der' | 'raw'

interface KeyParameters {
  /** As the secret names it; `keyVersion` of the Signature header. */
  readonly version: string
  readonly algorithm: AlgorithmName
  readonly hash: 'sha256' | 'sha224'
  /** Undefined for RSA, whose signature has one form. */
  readonly encoding: SignatureEncoding | undefined
  readonly key: KeyObject
}

/** Alipay's public key. */
export interface VerifyingKey extends KeyParameters {
  readonly use: 'verify'
}

/** The partner's private key. */
export interface SigningKey extends KeyParameters {
  readonly use: 'sign'
}

/** A private key of the partner that unwraps the keys of encrypted messages. */
export interface DecryptingKey {
  readonly version: string
  readonly key: KeyObject
}

/** How the backend knows that a call is ours: by a bearer token, or by a key that we sign the call with. */
export type BackendCredential =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'hmac'; readonly key: KeyObject }

export interface ClientKeys {
  readonly clientId: string
  /** The current one, with which replies are signed. */
  readonly signing: SigningKey
  /** Newest version first, at least one; two may share a version while Alipay swaps keys. */
  readonly verifying: readonly VerifyingKey[]
  /** Newest version first; none where the client has not opted in to encrypted messages. */
  readonly decrypting: readonly DecryptingKey[]
  /** For this client's commands, where its secret names one. */
  readonly backend?: BackendCredential
  /** Where Alipay answers this client's inquiries, where its secret names it: a URL without a slash at its end. */
  readonly gateway?: string
}

/** The clients of one platform. `unreadable`: the secret names the client, but its keys cannot be used. */
export interface KeyRing {
  client(clientId: string): ClientKeys | 'unreadable' | undefined
  /** Clients whose keys can be used. Zero means that nothing at all can be verified. */
  readonly size: number
}
