import { describe, expect, it } from 'vitest'
import { createFunctionLog } from '../../tools/local/function-log.ts'

function logWithReaders() {
  const kept: unknown[] = []
  const told: string[] = []
  const log = createFunctionLog({ append: (values) => kept.push(...values) }, (line) => told.push(line))
  return { log, kept, told }
}

describe('the log of the functions', () => {
  it('keeps what they print as it is, and tells nobody while all is well', () => {
    const { log, kept, told } = logWithReaders()
    const entries = [
      { level: 'INFO', message: 'receipt accepted' },
      { _aws: {}, refused: 1 },
    ]
    for (const entry of entries) log.print('antom', JSON.stringify(entry))
    expect(kept).toEqual(entries)
    expect(told).toEqual([])
  })

  it.each(['ERROR', 'CRITICAL'])('tells of a line of level %s', (level) => {
    const { log, kept, told } = logWithReaders()
    log.print('antom', JSON.stringify({ level, message: 'the store fails' }))
    expect(told).toEqual(['antom: the store fails'])
    expect(kept).toHaveLength(1)
  })

  it.each(['(node:1) Warning: x', '"text"', 'null', '{'])(
    'keeps and tells a line that is no entry: %s',
    (line) => {
      const { log, kept, told } = logWithReaders()
      log.print('antom', line)
      expect(kept).toEqual([{ functionName: 'antom', line }])
      expect(told).toEqual([`antom: ${line}`])
    },
  )

  it('keeps the whole of a failure and tells its first line', () => {
    const { log, kept, told } = logWithReaders()
    log.fail('antom', 'Error: gone\n    at x.js:1')
    expect(kept).toEqual([{ functionName: 'antom', error: 'Error: gone\n    at x.js:1' }])
    expect(told).toEqual(['antom: Error: gone'])
  })

  it('tells the same thing once until something else happens', () => {
    const { log, kept, told } = logWithReaders()
    for (const error of ['a', 'a', 'b', 'a']) log.fail('antom', error)
    expect(told).toEqual(['antom: a', 'antom: b', 'antom: a'])
    expect(kept).toHaveLength(4)
  })

  it('hands each entry to whoever shows the calls, and then does not tell what went wrong with one', () => {
    const shown: unknown[] = []
    const told: string[] = []
    const log = createFunctionLog({ append: () => undefined }, (line) => told.push(line), {
      logged: (entry) => shown.push(entry),
      showsCalls: true,
    })
    const ofCall = { level: 'ERROR', message: 'notification store-failed', correlationId: 'r1' }
    const behind = { level: 'ERROR', message: 'receipt failed' }
    const ofWatch = { level: 'ERROR', message: 'watch refused', messageId: 'm1' }
    for (const entry of [ofCall, ofWatch, behind]) log.print('antom', JSON.stringify(entry))
    log.fail('gateway', 'POST /x is not served', true)
    log.fail('deliver-receipts', 'timed out')
    expect(shown).toEqual([ofCall, ofWatch, behind])
    expect(told).toEqual(['antom: receipt failed', 'deliver-receipts: timed out'])
  })
})
