import { demonstrateNotifications } from './notification-demo.ts'
import { leftOut, type Print } from './play.ts'
import { isCommander, isKnown } from './senders.ts'
import type { LocalStack } from './stack.ts'
import { demonstrateWallet } from './wallet-demo.ts'

/** Plays Alipay: notifications of each platform that sends them, then the commands of the wallet's. */
export async function demonstrate(stack: LocalStack, print: Print): Promise<void> {
  const { senders, files, backend } = stack
  const run = Date.now().toString(36)
  print('A pretend Alipay signs requests, sends them, and checks the signature of each answer.')
  await demonstrateNotifications(stack, run, print)
  const { wallet } = senders
  if (!isCommander(wallet)) return
  if (!backend) print('\nwallet: left out, because BACKEND_URL names a backend of your own')
  else if (isKnown(wallet, 'wallet', files)) await demonstrateWallet(wallet, backend, run, print)
  else print(leftOut('wallet', wallet))
}
