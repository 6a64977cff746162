import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSQSClient, sqsDeadLetters } from '../../lib/adapters/sqs-dead-letters.ts'
import type { DeadLetters } from '../../lib/notifications/bus.ts'
import { type Answer, type AwsCall, refuse, reply, startAwsStandIn } from '../support/aws-stand-in.ts'

const access = { region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
const letter = { subjectKey: 'antom#C#payment#p1', receiptKey: 'receipt#notifyPayment#p1', reason: 'no row' }

/** Runs the work with a queue of the name `letters`, whose service answers as told or as it should. */
async function withQueue(work: (queue: DeadLetters) => Promise<unknown>, answer?: Answer) {
  await using service = await startAwsStandIn((call, response) => {
    const usual = () => reply(response, 200, outputOf(call, service.url))
    answer ? answer(call, Object.assign(response, { usual })) : usual()
  })
  return service
}
