import { deliver } from '../../../lib/notifications/deliver.ts'
import type { ReceiptKey } from '../../../lib/notifications/receipt.ts'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { everything } from '../which.ts'
import { type Connections, openConnections } from './connections.ts'
import { type Letter, type Message, openQueue } from './dead-letter-queue.ts'
import { done } from './done.ts'
import { redeliver, redeliverCommand } from './redeliver.ts'

export const redriveCommand = operatorCommand({
  name: 'redrive',
  summary: 'delivers what the dead-letter queue holds, and takes it from there',
  which: everything,
  permissions: [
    ...redeliverCommand.permissions,
    {
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
      on: 'dead-letters',
    },
  ],
  open: openConnections,
  run: redrive,
})

/** Delivers each and takes it from the queue; the number that stays there because it failed again. */
async function redrive(connections: Connections, output: Output): Promise<number> {
  const queue = await openQueue(connections)
  const left: Message[] = []
  for (const message of await queue.receiveAll()) {
    if ((await redriveLetter(connections, output, message.letter)) > 0) left.push(message)
    else await queue.remove(message)
  }
  await queue.showAgain(left)
  output.conclude(
    left.length === 0 ? 'the dead-letter queue is empty' : `${left.length} dead letters stay in the queue`,
  )
  return left.length
}

async function redriveLetter(connections: Connections, output: Output, letter: Letter): Promise<number> {
  if ('unknown' in letter) return 1
  return 'key' in letter
    ? deliverOne(connections, output, letter.key)
    : redeliver(connections, output, letter.range)
}

async function deliverOne({ parts }: Connections, output: Output, key: ReceiptKey): Promise<number> {
  // Whatever cannot be delivered stays in the queue as it is, instead of being sent there once more.
  const [delivery] = await deliver([key], {
    ...parts,
    deadLetters: { send: ({ reason }) => Promise.reject(new Error(reason)) },
  })
  if (!delivery) return 0
  output.show(...done(delivery.outcome, key, delivery.reason))
  return delivery.outcome === 'failed' ? 1 : 0
}
