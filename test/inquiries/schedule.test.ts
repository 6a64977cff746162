import { expect, it } from 'vitest'
import { pauseBefore } from '../../lib/inquiries/schedule.ts'

it('pauses as often as is listed, then longer each time, up to the longest', () => {
  const schedule = {
    pauses: [
      [3, 2],
      [60, 1],
    ],
    factor: 2,
    longestPauseMs: 400,
  } as const
  const pauses = Array.from({ length: 8 }, (_, number) => pauseBefore(schedule, number))
  expect(pauses).toEqual([3, 3, 60, 120, 240, 400, 400, 400])
  expect(pauseBefore(schedule, 5_000)).toBe(400)
})
