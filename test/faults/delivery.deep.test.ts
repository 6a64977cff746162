import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  callsOf,
  cut,
  type Entry,
  type Fate,
  forwardAndCut,
  hang,
  pass,
  putsOf,
  refuse,
} from '../support/stack/fault-proxy.ts'
import { type FaultyStack, startFaultyStack } from '../support/stack/faulty-stack.ts'
import { newNotification, taken } from './notification.ts'

const DELIVERY_MS = 10_000

const putEvents = callsOf('PutEvents')

let stack: FaultyStack
beforeEach(async () => {
  stack = await startFaultyStack({}, onTestFinished)
})

/** Twelve receipts: six payments, each reported once more with another amount. */
async function sendTwelve() {
  const notifications = Array.from({ length: 6 }, () => newNotification(stack))
  for (const { send } of notifications) expect(await send()).toEqual(taken)
  for (const { send, conflict } of notifications) expect(await send(conflict)).toEqual(taken)
  return notifications
}

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: DELIVERY_MS })
const idIn = ({ Detail }: Entry): string => JSON.parse(Detail).id
const distinct = <Value>(values: readonly Value[]) => new Set(values).size

/** That every receipt has its event, told in the same words each time, and each subject's log an entry for each. */
async function expectAllTold(): Promise<void> {
  const receipts = await stack.receipts()
  await until(() => distinct(stack.events().map(({ detail }) => detail.id)) === receipts.length)
  const told = stack.proxy.calls.filter(putEvents).flatMap(({ input }) => input.Entries ?? [])
  expect(distinct(told.map(idIn))).toBe(receipts.length)
  expect(distinct(told.map(({ Detail }) => Detail))).toBe(receipts.length)
  const entries = Map.groupBy(await stack.logEntries(), ({ pk }) => pk.S)
  for (const [subject, theirs] of Map.groupBy(receipts, ({ subjectKey }) => subjectKey)) {
    const numbers = theirs.map((_, index) => `log#00000${index + 1}`)
    expect(entries.get(subject)?.map(({ sk }) => sk.S)).toEqual(numbers)
  }
}

describe('an EventBridge that is down', () => {
  it.each<[string, Fate]>([
    ['refuses connections', cut],
    ['fails', refuse('InternalException', 500)],
    ['throttles', refuse('ThrottlingException')],
    ['does not let us', refuse('AccessDeniedException')],
  ])('and %s loses no event: they come when it is back, and the log stays as it was', async (_, fate) => {
    stack.proxy.befall(putEvents, fate)
    await newNotification(stack).send()
    await until(() => stack.log().includes('"message":"receipt failed"'))
    const [entry] = await stack.logEntries()
    await sendTwelve()
    expect(stack.events()).toEqual([])
    stack.proxy.calm()
    await expectAllTold()
    expect(await stack.logEntries()).toContainEqual(entry)
  })

  it.each<[string, Fate]>([
    ['hangs', hang],
    ['takes the events and does not say so', forwardAndCut],
  ])('for a moment and %s is asked again', async (_, fate) => {
    stack.proxy.befall(putEvents, fate, 1)
    await sendTwelve()
    await expectAllTold()
  })
})

/** Takes the entries that it is told to and refuses the others, as EventBridge does it. */
function takeSome(takes: (entry: Entry, index: number) => boolean, ErrorCode: string): Fate {
  return async ({ call: { input }, forward, answer }) => {
    const { Entries = [] } = input
    const refused = { ErrorCode, ErrorMessage: 'as the test wants' }
    const taken = Entries.filter(takes)
    if (taken.length > 0) await forward({ ...input, Entries: taken })
    const outcomes = Entries.map((entry) => (taken.includes(entry) ? { EventId: idIn(entry) } : refused))
    const output = { FailedEntryCount: Entries.length - taken.length, Entries: outcomes }
    answer({ status: 200, body: JSON.stringify(output) })
  }
}

describe('an EventBridge that takes part of a batch', () => {
  it.each<[string, (entry: Entry, index: number) => boolean]>([
    ['every other entry', (_, index) => index % 2 === 1],
    ['the first entry only', (_, index) => index === 0],
    ['conflicts only', ({ Detail }) => JSON.parse(Detail).conflicting],
  ])('is given the rest again, until all are told: it takes %s', async (_, takes) => {
    stack.proxy.befall(putEvents, refuse('AccessDeniedException'))
    await sendTwelve()
    stack.proxy.calm()
    stack.proxy.befall(putEvents, takeSome(takes, 'InternalFailure'), 3)
    await expectAllTold()
  })

  it('and will never take one sees the others, and the key of that one is among the dead letters', async () => {
    const impossible = newNotification(stack)
    const isPossible = ({ Detail }: Entry) => !Detail.includes(JSON.parse(impossible.body).paymentId)
    stack.proxy.befall(putEvents, takeSome(isPossible, 'MalformedDetail'))
    await impossible.send()
    for (const { details } of await sendTwelve()) expect(await details(2)).toHaveLength(2)
    const [{ subjectKey, receiptKey } = {}] = await impossible.receipts()
    expect(stack.deadLetters()).toEqual([{ subjectKey, receiptKey, reason: 'EventBridge refuses the event' }])
    expect(stack.events()).toHaveLength(12)
  })

  it('and refuses every call that holds one sees the others, and the key of that one is among the dead letters', async () => {
    const impossible = newNotification(stack)
    const { paymentId } = JSON.parse(impossible.body)
    const refused = refuse('ValidationException')
    stack.proxy.befall(putEvents, refuse('AccessDeniedException'))
    await impossible.send()
    const others = await sendTwelve()
    await until(() => stack.log().includes('"delivery-failed"'))
    stack.proxy.calm()
    stack.proxy.befall(putEvents, (passage) => {
      const { Entries = [] } = passage.call.input
      const holdsIt = Entries.some(({ Detail }) => Detail.includes(paymentId))
      return holdsIt ? refused(passage) : pass(passage)
    })
    for (const { details } of others) expect(await details(2)).toHaveLength(2)
    await until(() => stack.deadLetters().length > 0)
    const [{ subjectKey, receiptKey } = {}] = await impossible.receipts()
    expect(stack.deadLetters()).toEqual([{ subjectKey, receiptKey, reason: 'EventBridge refuses the event' }])
  })

  it('and will never take one while no dead letter can be sent keeps that one until it can', async () => {
    const impossible = newNotification(stack)
    const sendMessage = callsOf('SendMessage')
    stack.proxy.befall(
      putEvents,
      takeSome(() => false, 'MalformedDetail'),
    )
    stack.proxy.befall(sendMessage, refuse('AccessDeniedException'))
    await impossible.send()
    await until(() => stack.proxy.calls.filter(sendMessage).length >= 2)
    expect(stack.deadLetters()).toEqual([])
    stack.proxy.calm()
    stack.proxy.befall(
      putEvents,
      takeSome(() => false, 'MalformedDetail'),
    )
    await until(() => stack.deadLetters().length === 1)
  })
})

describe('a DynamoDB that fails while receipts are delivered', () => {
  const read = callsOf('GetItem')
  const query = callsOf('Query')
  const append = putsOf('log#')

  it.each([
    ['does not read the receipt', read, cut],
    ['does not read the log', query, refuse('ProvisionedThroughputExceededException')],
    ['does not append to the log', append, refuse('InternalServerError', 500)],
    ['appends to the log, which nobody confirms', append, forwardAndCut],
    ['finds the log in a transaction', append, refuse('TransactionConflictException')],
  ])('and %s loses and doubles nothing', async (_, which, fate) => {
    stack.proxy.befall(which, fate, 3)
    await sendTwelve()
    await expectAllTold()
  })
})
