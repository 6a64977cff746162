import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { clientSettings } from '../../lib/adapters/aws-access.ts'
import { type Answer, reply, startAwsStandIn } from '../support/stack/aws-stand-in.ts'

const access = { region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
const anyRead = new GetItemCommand({ TableName: 't', Key: { pk: { S: 'p' }, sk: { S: 's' } } })

/** How often a client of so many attempts and 50 ms each asks, and what it says in the end. */
async function outcomeOf(attempts: number, answer: Answer) {
  await using service = await startAwsStandIn(answer)
  const client = new DynamoDBClient({ ...clientSettings(access, attempts, 50), endpoint: service.url })
  const outcome = await client.send(anyRead).then(
    () => 'answered',
    (cause: Error) => cause.name,
  )
  client.destroy()
  return { outcome, calls: service.calls.length }
}

describe('clientSettings', () => {
  it('lets a service answer', async () => {
    expect(await outcomeOf(1, (_, response) => reply(response, 200, {}))).toEqual({
      outcome: 'answered',
      calls: 1,
    })
  })

  it('gives up each attempt that is not answered in time', async () => {
    expect(await outcomeOf(2, () => undefined)).toEqual({ outcome: 'TimeoutError', calls: 2 })
  })

  it('gives up an answer that stops half way', async () => {
    const stalls: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{')
    }
    expect(await outcomeOf(2, stalls)).toEqual({ outcome: 'TimeoutError', calls: 2 })
  })
})
