import {
  type Commander,
  isCommander,
  isNotifier,
  type Notifier,
  type Senders,
} from '../../../tools/alipay/sender.ts'

/** A stack's senders by platform and contract; throws where the platform sends nothing of that kind. */
export function sendersOf(senders: Senders) {
  return {
    sender(platform: string): Notifier {
      const sender = senders[platform]
      if (!isNotifier(sender)) throw new Error(`${platform} notifies nobody`)
      return sender
    },

    commander(platform: string): Commander {
      const sender = senders[platform]
      if (!isCommander(sender)) throw new Error(`${platform} commands nobody`)
      return sender
    },
  }
}
