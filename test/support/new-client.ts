import type { Sender } from '../../tools/alipay/sender.ts'
import { privatePem, publicPem, rsaPair } from '../keys/key-pairs.ts'

/** A client with keys of its own, all of one version: as Alipay plays it, and as the secret names it. */
export function newClient(url: string, clientId: string, version = '1') {
  const [alipay, partner] = [rsaPair(), rsaPair()]
  const sender: Sender = {
    url,
    clientId,
    keyVersion: version,
    privateKey: privatePem(alipay),
    partnerPublicKey: publicPem(partner),
    partnerKeyVersion: version,
  }
  return {
    sender,
    signing: { version, key: privatePem(partner) },
    verifying: { version, key: publicPem(alipay) },
  }
}

/** The text of a secret that names these clients. */
export const secretOf = (clients: object): string => JSON.stringify({ clients })
