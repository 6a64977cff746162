import fc from 'fast-check'
import { expect, it } from 'vitest'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { anyMembers, type Member, membersOf, objectOf, type Spelt } from '../support/any-json.ts'
import { eventIdOf } from '../support/bus-events.ts'
import type { HeldReceipt } from '../support/held-receipts.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody } from '../support/requests.ts'

const stack = await startStack()

const anyPlatform = fc.constantFrom('acquirer', 'antom', 'mini-program', 'worldfirst')

/** A notification with members that its page does not know. */
function notification(platform: string, members: readonly Member[]): Spelt {
  // Names that valibot leaves out of every object that has a schema.
  const left = members.filter(({ name }) => !['__proto__', 'constructor', 'prototype'].includes(name.read))
  return objectOf([...membersOf(JSON.parse(newBody(platform))), ...left])
}

interface Message {
  readonly platform: string
  readonly body: string | Buffer
}

/** Few, because each may start an environment for each platform. */
const LANES = 2

/** Sends all of them, each taken; the receipts of each, in the same order. */
async function hold(messages: readonly Message[]): Promise<readonly (readonly HeldReceipt[])[]> {
  const unsent = messages.values()
  const lanes = Array.from({ length: LANES }, async () => {
    for (const { platform, body } of unsent) {
      const sender = stack.sender(platform)
      expect(await answerTo(signRequest(sender, body), sender), String(body)).toBe(TAKEN)
    }
  })
  await Promise.all(lanes)
  const held = Map.groupBy(await stack.receipts(), ({ body }) => body.toString('base64'))
  return messages.map(({ body }) => held.get(Buffer.from(body).toString('base64')) ?? [])
}

it('whatever a notification carries beside its own fields is held once and told as it was sent', async () => {
  const messages = fc.sample(fc.tuple(anyPlatform, anyMembers), 300).map(([platform, members]) => {
    const { text, read } = notification(platform, members)
    return { platform, body: text, read }
  })
  const held = await hold(messages)
  const events = await stack.eventsOf(held.flat())
  const details = Map.groupBy(events, ({ detail }) => detail.id)
  for (const [index, { body, read }] of messages.entries()) {
    const told = held[index]?.flatMap((receipt) => details.get(eventIdOf(receipt)) ?? [])
    expect(held[index], body).toHaveLength(1)
    expect(told, body).toMatchObject([{ detail: { recognised: true } }])
    expect(told?.[0]?.detail.body, body).toEqual(read)
  }
})

it('whatever bytes are signed are held once, to the byte', async () => {
  const messages = fc.sample(fc.tuple(anyPlatform, fc.uint8Array({ maxLength: 1_000 })), 100)
  const held = await hold(
    messages.map(([platform, bytes], index) => ({
      platform,
      body: Buffer.concat([bytes, Buffer.from(String(index))]),
    })),
  )
  expect(held.map(({ length }) => length)).toEqual(Array(100).fill(1))
})
