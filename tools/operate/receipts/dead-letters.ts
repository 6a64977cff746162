import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
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

async function listDeadLetters(connections: Connections, output: Output): Promise<number> {
  const queue = await openQueue(connections)
  const messages = await queue.receiveAll()
  for (const { letter } of messages) output.show(thingOf(letter), lineOf(letter))
  await queue.showAgain(messages)
  output.conclude(`${messages.length} dead letters`)
  return 0
}

function thingOf(letter: Letter): object {
  if ('unknown' in letter) return letter
  if ('key' in letter) return { ...letter.key, reason: letter.reason }
  return { since: time(letter.range.since), until: time(letter.range.until) }
}

function lineOf(letter: Letter): string {
  if ('unknown' in letter) return `not a dead letter: ${letter.unknown.slice(0, 100)}`
  if ('key' in letter) return `${letter.key.subjectKey}  ${letter.key.receiptKey}  (${letter.reason})`
  return `what came from ${time(letter.range.since)} to ${time(letter.range.until)}  (given up by the stream)`
}

function time(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
