import { describe, expect, it } from 'vitest'
import { BUCKET_MS, BUCKETS, figuresOf } from '../../tools/inspect/page/figures.ts'
import { createHeldRows } from '../../tools/inspect/page/held-rows.ts'
import { advance, newView, stretchOf, topToShow } from '../../tools/inspect/page/list-view.ts'
import { resultOf } from '../../tools/inspect/page/result.ts'
import { partsOf } from '../../tools/inspect/page/verdict-lines.ts'
import { rowOf } from './support/row-of.ts'

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id.replace('call-', '')).join()

describe('the rows that the page holds', () => {
  it('has what comes in front, and what changed in its place', () => {
    const held = createHeldRows()
    held.replace([rowOf(2), rowOf(1)])
    for (const row of [rowOf(3), rowOf(1, { end: 'changed' }), rowOf(4)]) held.take(row)
    expect(ids(held.settle())).toBe('4,3,2,1')
    expect(held.rows[3]?.end).toBe('changed')
    expect(held.settle()).toBe(held.rows)
  })

  it('forgets the oldest, and takes one of them in again as new', () => {
    const held = createHeldRows(3)
    for (let number = 1; number <= 5; number++) held.take(rowOf(number))
    expect(ids(held.settle())).toBe('5,4,3')
    held.take(rowOf(6))
    held.settle()
    held.take(rowOf(3))
    expect(ids(held.settle())).toBe('3,6,5')
  })

  it('shows no row twice that came while all were read', () => {
    const held = createHeldRows()
    held.replace([rowOf(2), rowOf(1)])
    held.take(rowOf(2))
    held.take(rowOf(3))
    expect(ids(held.settle())).toBe('3,2,1')
  })
})

describe('where the list stands', () => {
  const filter = {}
  const options = { filter, rowHeight: 10, follows: false }
  const rows = [rowOf(3), rowOf(2), rowOf(1)]
  const view = { ...newView, top: 50, first: 'call-1', filter }

  it('moves on by what came above, and counts it', () => {
    expect(advance(view, rows, options)).toMatchObject({ top: 70, unseen: 2, first: 'call-3' })
  })

  it('stays at the newest for one who is there', () => {
    expect(advance({ ...view, top: 0 }, rows, { ...options, follows: true })).toMatchObject({
      top: 0,
      unseen: 0,
    })
  })

  it('counts anew for one who came back to the newest', () => {
    const back = { ...view, top: 0, unseen: 7 }
    expect(advance({ ...back, first: 'call-3' }, rows, options)).toMatchObject({ top: 0, unseen: 0 })
    expect(advance(back, rows, options)).toMatchObject({ top: 20, unseen: 2 })
  })

  it('begins at the newest under another filter', () => {
    expect(advance(view, rows, { ...options, filter: {} })).toMatchObject({ top: 0, unseen: 0 })
  })

  it('stays where it is when its first row is gone', () => {
    expect(advance({ ...view, first: 'gone' }, rows, options)).toMatchObject({ top: 50, unseen: 0 })
  })

  it('draws what is seen and a little more, and scrolls as little as is needed', () => {
    expect(stretchOf(0, 100, 10, 5)).toEqual({ from: 0, to: 5 })
    expect(stretchOf(1000, 100, 10, 500)).toEqual({ from: 88, to: 122 })
    expect(topToShow(3, 50, 100, 10)).toBe(30)
    expect(topToShow(8, 50, 100, 10)).toBe(50)
    expect(topToShow(20, 50, 100, 10)).toBe(110)
  })
})

describe('the figures', () => {
  it('count what came in each stretch, and its middle and slow times', () => {
    const now = 1_000 * BUCKET_MS + 1
    const at = (back: number, tookMs: number) => rowOf(1, { at: now - back * BUCKET_MS, tookMs })
    const slow = Array.from({ length: 20 }, (_, index) => at(2, index + 1))
    const buckets = figuresOf([at(0, 7), ...slow, at(BUCKETS, 9), at(-1, 9)], now)
    expect(buckets).toHaveLength(BUCKETS)
    expect(buckets.at(-1)).toMatchObject({ count: 1, p50Ms: 7, p95Ms: 7 })
    expect(buckets.at(-2)).toMatchObject({ count: 0, p50Ms: undefined })
    expect(buckets.at(-3)).toMatchObject({ count: 20, p50Ms: 10, p95Ms: 19 })
    expect(buckets[0]?.count).toBe(0)
  })
})

describe('what a call came to', () => {
  const answer = (text: string) => ({ answer: { status: 200, headers: [], body: { bytes: 1, text } } })

  it.each([
    ['{"result":{"resultStatus":"S","resultCode":"SUCCESS"}}', 'S SUCCESS'],
    ['{"result":{"resultStatus":"U"}}', 'U'],
    ['{"result":{"resultStatus":1}}', undefined],
    ['{"result":null}', undefined],
    ['null', undefined],
    ['<html>', undefined],
  ])('is read from %s as %s', (text, result) => {
    expect(resultOf(answer(text))).toBe(result)
  })

  it('is not read where nothing was answered', () => {
    expect(resultOf({})).toBeUndefined()
  })
})

describe('the lines of a verdict', () => {
  it('keep a mark under what it points into', () => {
    expect(partsOf(['NOT VALID: x', '  signed  ab', '  received ac', '         ^ byte 1'])).toEqual([
      { lines: ['NOT VALID: x'] },
      { lines: ['  signed  ab', '  received ac', '         ^ byte 1'], column: 9 },
    ])
  })

  it('are all there, whatever they are', () => {
    const lines = [' ^', '^', '', ' ^ x', 'a ^']
    expect(partsOf(lines).flatMap((part) => part.lines)).toEqual(lines)
  })
})
