import { afterEach, describe, expect, it, vi } from 'vitest'
import { createObserver } from '../../lib/edge/observer.ts'

afterEach(() => vi.restoreAllMocks())

/** What is printed, line by line. */
function printedBy(work: (observer: ReturnType<typeof createObserver>) => void): readonly string[] {
  const observer = createObserver()
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  work(observer)
  return write.mock.calls.map(([text]) => String(text))
}

describe('the metrics of a request', () => {
  it('are one line, for the service and for the platform with the detail', () => {
    const printed = printedBy((observer) => {
      observer.count(
        ['succeeded', 'future-time'],
        'wallet',
        { api: 'pay' },
        { waitedMs: 2_000, senderTimeoutMs: 8_000 },
      )
    })
    expect(printed).toHaveLength(1)
    const [line = ''] = printed
    expect(line.endsWith('}\n')).toBe(true)
    const { _aws, ...values } = JSON.parse(line)
    expect(_aws.CloudWatchMetrics).toMatchObject([
      {
        Namespace: 'AlipayReceiver',
        Dimensions: [['service'], ['service', 'platform', 'api']],
        Metrics: [
          { Name: 'succeeded', Unit: 'Count' },
          { Name: 'future-time', Unit: 'Count' },
          { Name: 'answer-time', Unit: 'Milliseconds' },
          { Name: 'timeout-used', Unit: 'Percent' },
        ],
      },
    ])
    expect(values).toMatchObject({
      platform: 'wallet',
      api: 'pay',
      succeeded: 1,
      'answer-time': 2_000,
      'timeout-used': 25,
    })
  })
})

describe('a line of the log', () => {
  it('is one line of JSON, whatever a stranger put into it', () => {
    const printed = printedBy((observer) => {
      observer.log('info', 'notification refused', { claimed: { clientId: 'A\r\n{"level":"ERROR"}\u2028' } })
    })
    expect(printed).toHaveLength(1)
    expect(printed[0]?.trimEnd().split(/[\r\n]/)).toHaveLength(1)
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ level: 'INFO', message: 'notification refused' })
  })
})
