import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { isSigned, send, signCommand } from '../alipay/signed-request.ts'
import { namesOf } from '../declared/names-of-stage.ts'
import { dynamoDBApi } from '../dynamodb/dynamodb-api.ts'
import { type Message, operationOf } from './direct.ts'
import { hear } from './heard.ts'
import type { Asked, Patience } from './play.ts'
import type { Fate, Outgoing } from './recorder.ts'
import type { Client, Stage } from './stage.ts'

/** By when the receiver lets another attempt begin: the longest deadline, and two seconds. */
const LONGEST_LEASE_MS = 9_500

/** Plays Alipay towards the functions. */
export function throughTheFunctions({ stack, recorder, clients }: Stage, patience: Patience) {
  function clientOf(message: Message): Client {
    const client = clients.get(message.platform)
    if (!client) throw new Error(`nobody sends commands of ${message.platform}`)
    return client
  }

  /** Signs the message, sends it, and checks the answer's signature. Rejects where nothing answers. */
  async function ask(message: Message, fate?: Fate): Promise<Asked> {
    const { sender } = clientOf(message)
    const request = signCommand(sender, message.api.name, JSON.stringify(message.body))
    if (fate) recorder.befall(isAbout(message), fate)
    const reply = await send(request)
    const correlationId = reply.headers['apigw-requestid']
    const exchange = recorder.exchanges.find((one) => one.correlationId === correlationId)
    return {
      reply,
      isSigned: isSigned(reply, sender, request.target),
      heard: exchange && hear(exchange),
    }
  }

  async function untilLeaseIsOver(message: Message): Promise<void> {
    const name = operationOf(message, clientOf(message).sender.clientId)
    if (!name) return
    if (patience === 'long') return void (await wait(LONGEST_LEASE_MS))
    const { AWS_ENDPOINT_URL_DYNAMODB: url } = JSON.parse(readFileSync(stack.files.environment, 'utf8'))
    await dynamoDBApi(url)('DynamoDB_20120810.UpdateItem', {
      TableName: namesOf('local').JOURNAL_TABLE,
      Key: { pk: { S: name.key } },
      ConditionExpression: 'attribute_exists(pk)',
      UpdateExpression: `SET ${name.role}LeaseUntil = :past`,
      ExpressionAttributeValues: { ':past': { N: '0' } },
    })
  }

  return {
    ask,
    untilLeaseIsOver,
    crash: (platform: string) => stack.kill(`${platform}-commands`),
  }
}

/** The same API, and the same ids in its body. */
function isAbout({ platform, api, body }: Message): (call: Outgoing) => boolean {
  const ids = Object.entries(body).filter(([name]) => name.endsWith('Id'))
  return ({ path, body: sent }) => {
    if (path !== `/${platform}/${api.name}`) return false
    const fields: Record<string, unknown> = JSON.parse(sent.toString())
    return ids.every(([name, id]) => fields[name] === id)
  }
}
