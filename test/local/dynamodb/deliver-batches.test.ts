import type { DynamoDBRecord } from 'aws-lambda'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Invocation } from '../../../tools/local/environments.ts'
import { backoff, deliverBatches } from '../../../tools/local/stream/deliver-batches.ts'

const recordsOf = (numbers: readonly string[]): DynamoDBRecord[] =>
  numbers.map((SequenceNumber) => ({ dynamodb: { SequenceNumber } }))
const numberOf = ({ dynamodb }: DynamoDBRecord) => dynamodb?.SequenceNumber ?? ''

const error: Invocation = { outcome: 'failed', error: 'it threw' }
const returned = (result: unknown): Invocation => ({ outcome: 'returned', result })
const failing = (...numbers: unknown[]) =>
  returned({ batchItemFailures: numbers.map((itemIdentifier) => ({ itemIdentifier })) })

/** Delivers five records to a function that comes to these ends, and then to good ones. */
async function deliverFive(...ends: Invocation[]) {
  const batches: string[] = []
  const delivered: string[] = []
  const pauses: number[] = []
  const stopping = new AbortController()
  await deliverBatches(recordsOf(['1', '2', '3', '4', '5']), {
    async deliver(batch) {
      batches.push(batch.map(numberOf).join(''))
      return ends.shift() ?? returned({ batchItemFailures: [] })
    },
    delivered: (number) => delivered.push(number),
    pause: async (ms) => void pauses.push(ms),
    signal: stopping.signal,
  })
  return { batches, delivered, pauses }
}

describe('deliverBatches', () => {
  it.each([
    ['an empty list of failures', failing()],
    ['no list', returned({})],
    ['a list that is null', returned({ batchItemFailures: null })],
    ['nothing', returned(null)],
  ])('takes %s for a success', async (_, end) => {
    expect(await deliverFive(end)).toEqual({ batches: ['12345'], delivered: ['5'], pauses: [] })
  })

  it('goes on from the first record that failed', async () => {
    const { batches, delivered } = await deliverFive(failing('4', '3'), failing('4'))
    expect(batches).toEqual(['12345', '345', '45'])
    expect(delivered).toEqual(['2', '3', '5'])
  })

  it.each([
    ['nobody has sent', failing('5', '6')],
    ['is empty', failing('')],
    ['is null', failing(null)],
    ['is missing', failing(undefined)],
  ])('tries the whole batch again where a failure names a record that %s', async (_, end) => {
    const { batches, delivered } = await deliverFive(end)
    expect(batches).toEqual(['12345', '12345'])
    expect(delivered).toEqual(['5'])
  })

  it('halves the batch after each error, and takes all that is left after a success', async () => {
    const { batches, delivered } = await deliverFive(error, error, error)
    expect(batches).toEqual(['12345', '123', '12', '1', '2345'])
    expect(delivered).toEqual(['1', '5'])
  })

  it('waits longer after each failure in a row', async () => {
    const { pauses } = await deliverFive(error, error, failing('2'), failing('2'))
    expect(pauses).toEqual([100, 200, 100, 100])
    expect([1, 5, 6, 1000].map(backoff)).toEqual([100, 1600, 2000, 2000])
  })

  it('stops where it is when the signal aborts', async () => {
    const stopping = new AbortController()
    const delivered: string[] = []
    await deliverBatches(recordsOf(['1', '2', '3']), {
      async deliver() {
        stopping.abort()
        return failing('2')
      },
      delivered: (number) => delivered.push(number),
      pause: async () => undefined,
      signal: stopping.signal,
    })
    expect(delivered).toEqual(['1'])
  })

  it('delivers every record in order, however the function fails, and marks none before that', async () => {
    const scripts = fc.array(fc.oneof(fc.constant('error'), fc.nat(5)))
    await fc.assert(
      fc.asyncProperty(fc.nat(12), scripts, async (count, script) => {
        const numbers = Array.from({ length: count }, (_, n) => `n${n}`)
        const done: string[] = []
        let marked: string | undefined
        await deliverBatches(recordsOf(numbers), {
          async deliver(batch) {
            const step = script.shift() ?? batch.length
            if (typeof step === 'string') return error
            done.push(...batch.slice(0, step).map(numberOf))
            return failing(...batch.slice(step).map(numberOf))
          },
          delivered(number) {
            expect(done.at(-1)).toBe(number)
            marked = number
          },
          pause: async () => undefined,
          signal: new AbortController().signal,
        })
        expect(done).toEqual(numbers)
        expect(marked).toBe(numbers.at(-1))
      }),
    )
  })
})
