import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { boundedLines } from '../../tools/local/bounded-lines.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const printed: string[] = []
  return { printed, ...boundedLines((line) => printed.push(line)) }
}

describe('boundedLines', () => {
  it('prints a line at once, and after a minute how often it came again', () => {
    const { printed, report } = open()
    for (const line of ['a', 'b', 'a', 'a']) report(line)
    expect(printed).toEqual(['a', 'b'])
    vi.advanceTimersByTime(60_000)
    expect(printed).toEqual(['a', 'b', 'a (2 more times)'])
    report('a')
    expect(printed.at(-1)).toBe('a')
  })

  it('prints some twenty lines a minute, however many come and however they differ', () => {
    const { printed, report, flush } = open()
    for (let round = 0; round < 3; round++) {
      for (let line = 0; line < 10_000; line++) report(`line ${line}`)
    }
    expect(printed).toHaveLength(10)
    flush()
    expect(printed).toHaveLength(21)
    expect(printed.slice(-2)).toEqual(['line 9 (2 more times)', 'and 29970 other requests like these'])
    vi.advanceTimersByTime(600_000)
    expect(printed).toHaveLength(21)
  })
})
