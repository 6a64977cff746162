import { describe, expect, it } from 'vitest'
import type { Backend } from '../../lib/commands/backend.ts'
import { timed } from '../../lib/edge/timed.ts'
import { fakeTime } from '../support/model/fake-time.ts'
import { backendCommand } from '../support/request/backend-command.ts'

const command = backendCommand()
const answer = Buffer.from('{}')

describe('the time of a backend', () => {
  it('runs while it is called, and stands when it has answered or failed', async () => {
    for (const end of [() => Promise.resolve(answer), () => Promise.reject(new Error('reset'))]) {
      const { clock, freeze } = fakeTime()
      const { promise, resolve } = Promise.withResolvers<void>()
      const { handler, backendMs } = timed({ handler: () => promise.then(end), clock })
      expect(backendMs()).toBeUndefined()
      const called = handler(command).catch(() => undefined)
      freeze(300)
      expect(backendMs()).toBe(300)
      resolve()
      await called
      freeze(1_000)
      expect(backendMs()).toBe(300)
    }
  })

  it('is that of the call, however long before it was prepared', async () => {
    const { clock, freeze } = fakeTime()
    const closed: string[] = []
    const forward: Backend = async () => {
      freeze(300)
      return answer
    }
    const prepares = () => ({ handler: forward, close: () => closed.push('closed') })
    const { handler, backendMs } = timed({ handler: Object.assign(forward, { prepare: prepares }), clock })
    const prepared = handler.prepare?.(command)
    freeze(1_000)
    expect(await prepared?.handler(command)).toBe(answer)
    prepared?.close()
    expect([backendMs(), closed]).toEqual([300, ['closed']])
  })

  it('prepares nothing where the handler does not', () => {
    const { handler } = timed({ handler: async () => answer, clock: () => 0 })
    expect(handler.prepare).toBeUndefined()
  })
})
