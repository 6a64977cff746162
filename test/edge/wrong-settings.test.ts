import { describe, expect, it } from 'vitest'
import { failingHandler, unavailableHandler } from '../../lib/edge/wrong-settings.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'

const recorder = () => {
  const seen: string[] = []
  return {
    seen,
    log: (level: string, message: string) => seen.push(`${level} ${message}`),
    count: (names: readonly string[]) => seen.push(...names),
  }
}

describe('while a setting is wrong', () => {
  it('each call behind HTTP API is asked to be sent again, unsigned, with one clear line', async () => {
    const observer = recorder()
    const reply = await unavailableHandler('RECEIPTS_TABLE is not set', antom, observer)()
    expect(reply).toMatchObject({
      statusCode: 503,
      headers: { 'Content-Type': expect.stringContaining('json') },
    })
    expect(JSON.parse(String(reply.body))).toMatchObject({ result: { resultStatus: 'U' } })
    expect(observer.seen).toEqual(['wrong-settings', 'error wrong settings: RECEIPTS_TABLE is not set'])
  })

  it('the stream keeps its records, and the error has no stack trace', async () => {
    const observer = recorder()
    const failure = await failingHandler('EVENT_BUS is not set', observer)().catch((error: Error) => error)
    expect(failure).toMatchObject({ message: 'wrong settings: EVENT_BUS is not set' })
    expect(failure.stack).not.toContain('\n')
    expect(observer.seen).toEqual(['wrong-settings', 'error wrong settings: EVENT_BUS is not set'])
  })
})
