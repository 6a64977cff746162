import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLineCounter } from '../../tools/watch/count-lines.ts'
import { screenOf, shown } from './screen.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open(isScreen = false) {
  const screen = screenOf({ isScreen })
  return { ...screen, ...createLineCounter(screen.writer) }
}

const repeat = (times: number, work: () => void) => {
  for (let done = 0; done < times; done++) work()
}
const second = () => void vi.advanceTimersByTime(1_000)

describe('the counter of lines', () => {
  it('prints the first at once, and after a second how many more came', () => {
    const { show, lines } = open()
    repeat(42, () => show(shown('a')))
    expect(lines()).toEqual(['a'])
    second()
    expect(lines()).toEqual(['a', '… 41 more like it in 1 s'])
  })

  it('goes on to count while it goes on, and prints it again once it has stopped', () => {
    const { show, lines } = open()
    show(shown('a'))
    repeat(2, () => {
      repeat(1_500, () => show(shown('a')))
      second()
    })
    second()
    show(shown('a'))
    expect(lines()).toEqual(['a', '… 1,500 more like it in 1 s', '… 1,500 more like it in 1 s', 'a'])
  })

  it('writes the number anew on a screen, while nothing else has come', () => {
    const { show, lines, writer } = open(true)
    repeat(3, () => {
      repeat(10, () => show(shown('a')))
      second()
    })
    expect(lines()).toEqual(['a', '… 29 more like it in 3 s'])
    writer.note('something else')
    show(shown('a'))
    second()
    expect(lines()).toEqual(['a', '… 29 more like it in 3 s', 'something else', '… 1 more like it in 1 s: a'])
  })

  it('names what came again where other lines stand between', () => {
    const { show, lines } = open()
    for (const key of ['a', 'b', 'a', 'b', 'b']) show(shown(key))
    second()
    expect(lines()).toEqual(['a', 'b', '… 1 more like it in 1 s: a', '… 2 more like it in 1 s: b'])
  })

  it('bounds the different ones, and counts the rest by how they ended', () => {
    const { show, lines } = open()
    for (let one = 0; one < 2_000; one++) show(shown(`${one}`, one % 4 ? 'refused' : 'accepted'))
    expect(lines()).toHaveLength(20)
    second()
    expect(lines().slice(20)).toEqual(['… 1,980 others in 1 s: accepted 495, refused 1,485'])
  })

  it('prints no more once the terminal is far behind, and says later what came meanwhile', () => {
    const { show, lines, stop, goOn } = open()
    stop()
    repeat(10, () => {
      for (let one = 0; one < 30; one++) show(shown(`${Math.random()}`))
      second()
      second()
    })
    const behind = lines().length
    expect(behind).toBeLessThan(100)
    repeat(3, () => {
      show(shown('late'))
      second()
    })
    expect(lines()).toHaveLength(behind)
    goOn()
    second()
    expect(lines().slice(behind).join()).toMatch(/^… \d+ others in 1\d s: accepted \d+$/)
  })
})

/** How many calls a line stands for. */
function countIn(line: string): number {
  const [, count] = /^… ([\d,]+) (?:more like it|others) in /.exec(line) ?? []
  return count === undefined ? 1 : Number(count.replaceAll(',', ''))
}

describe('whatever comes, at whatever pace', () => {
  const step = fc.oneof(
    { weight: 20, arbitrary: fc.record({ key: fc.nat(200), times: fc.nat(200) }) },
    { weight: 5, arbitrary: fc.record({ passMs: fc.nat(3_000) }) },
    { weight: 2, arbitrary: fc.constantFrom('stop', 'goOn', 'flush') },
  )

  it('the lines add up to all of it, and are few each second', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), fc.boolean(), (steps, isScreen) => {
        const { show, flush, lines, stop, goOn } = open(isScreen)
        const does = { stop, goOn, flush }
        let came = 0
        let passedMs = 0
        let flushes = 0
        for (const one of steps) {
          if (typeof one === 'string') {
            does[one]()
            if (one === 'flush') flushes++
          } else if ('passMs' in one) {
            vi.advanceTimersByTime(one.passMs)
            passedMs += one.passMs
          } else {
            repeat(one.times, () => show(shown(`${one.key}`, `end ${one.key % 3}`)))
            came += one.times
          }
        }
        flush()
        expect(lines().reduce((sum, line) => sum + countIn(line), 0)).toBe(came)
        expect(lines().length).toBeLessThanOrEqual(41 * (2 + passedMs / 1_000 + flushes))
      }),
      { numRuns: 300 },
    )
  })
})
