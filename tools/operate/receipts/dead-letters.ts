import { operatorCommand } from '../operator-command.ts'
import { everything } from '../which.ts'
import { type Connections, openConnections } from './connections.ts'
import { type Letter, openQueue } from './dead-letter-queue.ts'

export const deadLettersCommand = operatorCommand({
  name: 'dead-letters',
  summary: 'lists what could not be delivered, and why',
  which: everything,
  permissions: [
    { actions: ['sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'], on: 'dead-letters' },
  ],
  open: openConnections,
  run: listDeadLetters,
})

async function listDeadLetters(connections: Connections): Promise<number> {
  const queue = await openQueue(connections)
  const messages = await queue.receiveAll()
  for (const { letter } of messages) console.log(lineOf(letter))
  await queue.showAgain(messages)
  console.log(`${messages.length} dead letters`)
  return 0
}

function lineOf(letter: Letter): string {
  if ('unknown' in letter) return `not a dead letter: ${letter.unknown.slice(0, 100)}`
  if ('key' in letter) return `${letter.key.subjectKey}  ${letter.key.receiptKey}  (${letter.reason})`
  return `what came from ${time(letter.range.since)} to ${time(letter.range.until)}  (given up by the stream)`
}

function time(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
