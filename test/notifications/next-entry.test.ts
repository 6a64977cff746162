import { describe, expect, it } from 'vitest'
import { nextEntry } from '../../lib/notifications/next-entry.ts'
import type { LogEntry } from '../../lib/notifications/subject-log.ts'

const moves = {
  PENDING: ['PROCESSING'],
  PROCESSING: ['SUCCESS', 'FAIL'],
  SUCCESS: ['REVERSED'],
  FAIL: [],
  REVERSED: [],
}
const fact = { key: 'receipt#2', receiptId: 'id-2', digest: 'digest-2', conflicting: false }

function entryAfter(state: string | null, changes: Partial<LogEntry> = {}): LogEntry {
  return {
    sequence: 4,
    key: 'receipt#1',
    receiptId: 'id-1',
    digest: 'digest-1',
    before: null,
    after: state,
    changed: true,
    stale: false,
    conflicting: false,
    ...changes,
  }
}

function step(before: string | null, reported: string | undefined, conflicting = false) {
  const {
    changed,
    stale,
    conflicting: contradicts,
    ...entry
  } = nextEntry(
    before === null ? undefined : entryAfter(before),
    { ...fact, conflicting },
    { state: reported, moves },
  )
  expect(entry.before).toBe(before)
  const kind = changed ? 'changed' : stale ? 'stale' : contradicts ? 'conflicting' : 'unchanged'
  return [kind, entry.after]
}

describe('nextEntry', () => {
  it.each([
    ['the first state', null, 'PENDING', 'changed', 'PENDING'],
    ['a final state at once', null, 'SUCCESS', 'changed', 'SUCCESS'],
    ['the final state after a pending one', 'PENDING', 'FAIL', 'changed', 'FAIL'],
    ['a documented reversal', 'SUCCESS', 'REVERSED', 'changed', 'REVERSED'],
    ['a pending state after the final one', 'SUCCESS', 'PENDING', 'stale', 'SUCCESS'],
    ['the state before a reversal, late', 'REVERSED', 'SUCCESS', 'stale', 'REVERSED'],
    ['the same state again', 'SUCCESS', 'SUCCESS', 'unchanged', 'SUCCESS'],
    ['another pending state', 'PENDING', 'PROCESSING', 'changed', 'PROCESSING'],
    ['an earlier pending state', 'PROCESSING', 'PENDING', 'stale', 'PROCESSING'],
    ['a final state by way of others', 'PENDING', 'REVERSED', 'changed', 'REVERSED'],
    ['a reversal of what cannot be reversed', 'FAIL', 'REVERSED', 'conflicting', 'FAIL'],
    ['the same, the reversal first', 'REVERSED', 'FAIL', 'conflicting', 'REVERSED'],
    ['a second, different final state', 'SUCCESS', 'FAIL', 'conflicting', 'SUCCESS'],
    ['the same the other way round', 'FAIL', 'SUCCESS', 'conflicting', 'FAIL'],
    ['no state', 'PENDING', undefined, 'unchanged', 'PENDING'],
    ['no state, the first', null, undefined, 'unchanged', null],
    ['a state that the page does not know', 'PENDING', 'constructor', 'unchanged', 'PENDING'],
    ['a state after one that is no longer known', 'ABOLISHED', 'PENDING', 'changed', 'PENDING'],
  ])('%s: %s, then %s is %s and leaves %s', (_, before, reported, kind, after) => {
    expect(step(before, reported)).toEqual([kind, after])
  })

  it.each([
    [null, 'SUCCESS'],
    ['PENDING', 'SUCCESS'],
    ['SUCCESS', 'SUCCESS'],
    ['SUCCESS', 'PENDING'],
    ['SUCCESS', undefined],
  ])('lets a receipt that conflicts change nothing: %s, then %s', (before, reported) => {
    expect(step(before, reported, true)).toEqual(['conflicting', before])
  })

  it('lets a receipt that is not understood change nothing', () => {
    expect(nextEntry(entryAfter('PENDING'), fact, undefined)).toMatchObject({
      before: 'PENDING',
      after: 'PENDING',
      changed: false,
    })
  })

  it('numbers from 1, one after the last', () => {
    expect(nextEntry(undefined, fact, undefined).sequence).toBe(1)
    expect(nextEntry(entryAfter(null), fact, undefined)).toMatchObject({
      sequence: 5,
      key: 'receipt#2',
      receiptId: 'id-2',
      digest: 'digest-2',
    })
  })
})
