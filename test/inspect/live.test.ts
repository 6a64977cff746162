import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createLiveRows } from '../../tools/inspect/live.ts'
import { MAX_ROWS } from '../../tools/inspect/source.ts'
import type { CallRow } from '../../tools/inspect/view.ts'
import { listen } from '../../tools/loopback/ports.ts'
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

  it('buffers nothing for a reader that does not read, cuts it off, and goes on for the others', async () => {
    const held = 100
    const live = createLiveRows({ held, stalledMs: 50 })
    const responses: ServerResponse[] = []
    const server = createServer((_, response) => {
      responses.push(response)
      live.serve(response, 0)
    })
    const port = await listen(server, 0)
    onTestFinished(() => {
      live.close()
      server.close()
    })
    const slow = connect(port, '127.0.0.1')
    onTestFinished(() => void slow.destroy())
    slow.pause()
    slow.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await vi.waitUntil(() => responses.length === 1)
    const quick = await readEvents(`http://127.0.0.1:${port}/`)
    const about = 'x'.repeat(100_000)
    const cut = once(responses[0] ?? server, 'close')
    let most = 0
    const rows = 200
    for (let n = 1; n <= rows; n++) {
      live.add(rowOf(`r${n}`, { about }))
      most = Math.max(most, responses[0]?.writableLength ?? 0)
      await quick.until(n)
    }
    expect(idsOf(quick.events)).toEqual(Array.from({ length: rows }, (_, n) => `r${n + 1}`))
    await cut
    // What Node takes before it says that it is full, and the one row that was written then.
    expect(most).toBeLessThan(3 * about.length)
  })
})
