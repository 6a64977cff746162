import { describe, expect, it } from 'vitest'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { openNotificationFunction } from './notification-function.ts'

const DAY_MS = 86_400_000

/** What the sender sees, to the byte. */
const seen = ({ status, headers, body }: { status: number; headers: object; body: Buffer }) =>
  JSON.stringify([status, headers, body.toString()])

describe('a flood of 10,000 forgeries', () => {
  it('costs five writes a minute, and is answered to the byte as if nothing were kept', async () => {
    const plain = openNotificationFunction(antom)
    const keeping = openNotificationFunction(antom, { keepMs: DAY_MS })
    const genuine = plain.sign('{}')
    // Two minutes, 5,000 forgeries in each. All refusals of a second are one answer.
    for (let second = 0; second < 120; second++) {
      const answer = seen(await plain.post({ ...genuine, body: Buffer.from('{"flood":"none"}') }))
      for (let i = 0; i < 10_000 / 120; i++) {
        const forged = { ...genuine, body: Buffer.from(`{"flood":"${second} ${i}"}`) }
        expect(seen(await keeping.post(forged))).toBe(answer)
      }
      for (const { time } of [plain, keeping]) time.freeze(1_000)
    }
    expect(keeping.refused.writes()).toBe(10)
    expect(keeping.logs.length).toBeGreaterThanOrEqual(10_000)
    expect(keeping.logs.filter(({ line }) => line.kept !== undefined)).toHaveLength(10)
  })
})
