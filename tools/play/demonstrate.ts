import { isCommander } from '../alipay/sender.ts'
import type { DemoBackend } from '../demo-backend/start.ts'
import { isKnown } from '../local/prepare-senders.ts'
import type { LocalStack } from '../local/stack.ts'
import { beginInquiries } from './inquiries.ts'
import { demonstrateNotifications } from './notifications.ts'
import { leftOut, type Stage } from './scene.ts'
import { demonstrateWallet } from './wallet.ts'

/** Plays Alipay: notifications of each platform that sends them, what it is asked, then the commands of the wallet's. */
export async function demonstrate(stack: LocalStack<DemoBackend>, stage: Stage): Promise<void> {
  const { senders, files, backend } = stack
  const { print } = stage
  const run = Date.now().toString(36)
  print('A pretend Alipay signs requests, sends them, and checks the signature of each answer.')
  const showInquiries = beginInquiries(stack, run, stage)
  await demonstrateNotifications(stack, run, stage)
  await showInquiries()
  const { wallet } = senders
  if (!isCommander(wallet)) return
  if (!backend) print('\nwallet: left out, because BACKEND_URL names a backend of your own')
  else if (isKnown(wallet, 'wallet', files)) await demonstrateWallet(wallet, backend, run, stage)
  else print(leftOut('wallet', wallet))
}
