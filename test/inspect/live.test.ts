import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { MAX_ROWS } from '../../tools/inspect/source.ts'
import type { CallRow } from '../../tools/inspect/view.ts'
import { readEvents } from './event-reader.ts'
import { openWithRows, rowOf } from './sources.ts'

/** The list as the page has it: all rows, and the number after which what is live goes on. */
async function load(url: string) {
  const response = await fetch(`${url}api/calls`)
  const rows = (await response.json()) as readonly CallRow[]
  return { ids: rows.map(({ id }) => id), after: response.headers.get('last-event-id') ?? '' }
}

function idsOf(events: readonly { readonly data: string }[]): string[] {
  return events.map(({ data }) => JSON.parse(data).id)
}

describe('what is live', () => {
  it('comes as it happens, to each of several readers', async () => {
    const { url, add } = await openWithRows()
    const readers = [await readEvents(`${url}api/live`), await readEvents(`${url}api/live`)]
    add(rowOf('r1'))
    add(rowOf('r2', { about: 'two\nlines' }))
    for (const { until, events } of readers) {
      await until(2)
      expect(events.map(({ event, id }) => [event, id])).toEqual([
        ['call', '1'],
        ['call', '2'],
      ])
      expect(JSON.parse(events[1]?.data ?? '')).toEqual(rowOf('r2', { about: 'two\nlines' }))
    }
  })

  it('loses and doubles nothing, wherever the page is loaded again and the connection breaks', async () => {
    const { url, add } = await openWithRows()
    let count = 0
    const addSome = (some: number) => {
      for (let n = 0; n < some; n++) add(rowOf(`r${++count}`))
    }
    const some = fc.nat({ max: 40 })
    await fc.assert(
      fc.asyncProperty(some, some, some, some, some, async (before, between, first, broken, last) => {
        addSome(before)
        const { ids, after } = await load(url)
        addSome(between)
        const one = await readEvents(`${url}api/live?after=${after}`)
        addSome(first)
        // It breaks wherever it is: maybe in the middle of what it was to read.
        await one.until(Math.floor((between + first) / 2))
        one.close()
        await one.ended
        addSome(broken)
        const lastEventId = one.events.at(-1)?.id ?? after
        const other = await readEvents(`${url}api/live?after=${after}`, { lastEventId })
        addSome(last)
        await other.until(between + first + broken + last - one.events.length)
        other.close()
        const seen = [...ids.toReversed(), ...idsOf(one.events), ...idsOf(other.events)]
        expect(seen).toEqual(Array.from({ length: count }, (_, n) => `r${n + 1}`))
      }),
      { numRuns: 25 },
    )
  })

  it('tells a reader that was away for too long, or in another life, to ask for everything anew', async () => {
    const { url, add } = await openWithRows()
    for (let n = 0; n <= MAX_ROWS; n++) add(rowOf(`r${n}`))
    const lastOf = async (lastEventId: string) => {
      const { until, events, close } = await readEvents(`${url}api/live`, { lastEventId })
      add(rowOf('last'))
      await until(1)
      close()
      return events[0]?.event
    }
    expect(await lastOf('0')).toBe('reset')
    expect(await lastOf('999999')).toBe('reset')
    expect(await lastOf('100')).toBe('call')
  })

  it('buffers nothing for a reader that does not read, and goes on for the others', async () => {
    const { url, add, followers } = await openWithRows()
    const { port, pathname } = new URL(url)
    const slow = connect(Number(port), '127.0.0.1')
    onTestFinished(() => void slow.destroy())
    slow.pause()
    slow.write(`GET ${pathname}api/live HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    const quick = await readEvents(`${url}api/live`)
    const about = 'x'.repeat(10_000)
    const heldBefore = process.memoryUsage().rss
    const rows = 20_000
    for (let n = 0; n < rows; n += 100) {
      for (let one = 0; one < 100; one++) add(rowOf(`r${n + one}`, { about }))
      await quick.until(n + 100)
    }
    expect(idsOf(quick.events.slice(-1))).toEqual([`r${rows - 1}`])
    expect(quick.events.every(({ event }) => event === 'call')).toBe(true)
    expect(process.memoryUsage().rss - heldBefore).toBeLessThan(1_500_000_000)
    expect(followers.size).toBe(1)
  })
})
