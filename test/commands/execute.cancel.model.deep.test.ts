import { describe, expect, it } from 'vitest'
import { everyScheduleOf } from '../support/model/command-model.ts'
import { sent } from '../support/model/command-model-commands.ts'

const { pay, cancel } = sent

/** A fault of the journal or of the backend, a crash, a deadline that is met, a lease that runs out, a clock set back. */
describe('a payment and its cancel come to one end, in every schedule', () => {
  it.each([
    ['the payment, its repeat, its cancel', [pay, pay, cancel], 2, 250_000],
    ['the payment, its cancel, and that again', [pay, cancel, cancel], 1, 5_000],
  ])('%s', { timeout: 400_000 }, async (_, deliveries, disturbances, atLeast) => {
    expect(await everyScheduleOf({ deliveries, disturbances })).toBeGreaterThan(atLeast)
  })

  it.each([
    ['the payment', [2_000, 0]],
    ['its cancel', [0, 2_000]],
  ])(
    'where the clock of %s is two seconds ahead: more than 15,000',
    { timeout: 60_000 },
    async (_, skews) => {
      const world = { deliveries: [pay, cancel], disturbances: 2, skews }
      expect(await everyScheduleOf(world)).toBeGreaterThan(15_000)
    },
  )
})
