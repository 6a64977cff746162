import type { Algorithm } from './signatures.ts'

/** What a client needs to play Alipay towards one platform's URLs; keys in PEM. */
export interface Sender {
  /** The notify URL, to which `/notifyPayment` may be appended; none where the platform sends commands only. */
  readonly url?: string
  /** To which a command's name is appended; none where the platform sends notifications only. */
  readonly commandsUrl?: string
  /** Where it answers what the partner asks; none where it cannot be asked. */
  readonly gateway?: string
  readonly clientId: string
  readonly keyVersion: string
  readonly privateKey: string
  /** Of the private key; RSA256 where it is not said. */
  readonly algorithm?: Algorithm
  /** Checks the signature of the replies. */
  readonly partnerPublicKey: string
  readonly partnerKeyVersion: string
}

/** One that sends notifications. */
export type Notifier = Sender & { readonly url: string }

/** One that sends commands. */
export type Commander = Sender & { readonly commandsUrl: string }

export function isNotifier(sender: Sender | undefined): sender is Notifier {
  return sender?.url !== undefined
}

export function isCommander(sender: Sender | undefined): sender is Commander {
  return sender?.commandsUrl !== undefined
}

/** By platform. */
export type Senders = Readonly<Record<string, Sender>>
