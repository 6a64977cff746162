import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { jsonTo, linesTo } from '../../tools/operate/output.ts'
import { capturedTerminal } from '../cli/captured-terminal.ts'

const key = { subjectKey: 'antom#C#payment#1' }

describe('what a command shows', () => {
  it('is lines for people, and what they come to is one of them', () => {
    const { terminal, out, err } = capturedTerminal()
    const output = linesTo(terminal)
    output.show(key, 'one', '  two')
    output.conclude('1 thing')
    expect([out, err]).toEqual([['one', '  two', '1 thing'], []])
  })

  it('is an object a line for programs, and what they come to stands beside it', () => {
    const { terminal, out, err } = capturedTerminal()
    const output = jsonTo(terminal)
    output.show(key, 'one')
    output.conclude('1 thing')
    expect([out, err]).toEqual([[JSON.stringify(key)], ['1 thing']])
  })

  it('steers no terminal, whoever wrote it', () => {
    const { terminal, out } = capturedTerminal()
    const output = linesTo(terminal)
    output.show(key, 'a\x1b[2Jb\nc\u202ed')
    output.conclude('e\x9b2J')
    expect(out).toEqual(['a?[2Jb?c?d', 'e?2J'])
  })
})

describe('how far it has come', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  it.each([linesTo, jsonTo])('is said each second on a screen: %s', (to) => {
    const { terminal, out, err } = capturedTerminal(true)
    const { progress } = to(terminal)
    for (const passed of [500, 499, 1, 500, 600]) {
      vi.advanceTimersByTime(passed)
      progress(`after ${passed}`)
    }
    expect([out, err]).toEqual([[], ['after 1', 'after 600']])
  })

  it('is not said where nobody looks', () => {
    const { terminal, out, err } = capturedTerminal()
    const { progress } = linesTo(terminal)
    vi.advanceTimersByTime(5_000)
    progress('far')
    expect([out, err]).toEqual([[], []])
  })
})
