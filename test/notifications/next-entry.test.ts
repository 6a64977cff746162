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

  describe('two finals are one too many, until an inquiry that was made after both says which:', () => {
    const finals = ['SUCCESS', 'FAIL', 'REVERSED']
    const reported = (
      last: LogEntry | undefined,
      state: string,
      more: { askedAfter?: number; saidAt?: number; conflicting?: boolean } = {},
    ) => nextEntry(last, { ...fact, ...more }, { state, moves, finals })
    const success = reported(undefined, 'SUCCESS', { saidAt: 10 })
    const failure = reported(success, 'FAIL', { saidAt: 5 })

    it.each([
      ['a second, different final', 'FAIL', {}, 2],
      ['other content of the same', 'SUCCESS', { conflicting: true }, 2],
      ['the same again', 'SUCCESS', {}, undefined],
      ['what it may become', 'REVERSED', {}, undefined],
      ['what is no final', 'PENDING', {}, undefined],
    ])('%s after SUCCESS leaves open: %s', (_, state, more, unsettled) => {
      expect(reported(success, state, more).unsettled).toBe(unsettled)
    })

    it('a final that was left behind contradicts too', () => {
      const reversed = reported(success, 'REVERSED')
      expect(reported(reversed, 'SUCCESS')).toMatchObject({ stale: true, unsettled: 3 })
    })

    it('stays open through whatever comes, and the latest contradiction counts', () => {
      const late = reported(failure, 'PENDING')
      expect(late).toMatchObject({ stale: true, unsettled: 2, saidAt: 10 })
      expect(reported(late, 'FAIL')).toMatchObject({ conflicting: true, unsettled: 4 })
    })

    it.each([
      ['SUCCESS', { changed: false, after: 'SUCCESS', conflicting: false, stale: false, settles: 2 }],
      ['FAIL', { changed: true, before: 'SUCCESS', after: 'FAIL', conflicting: false, settles: 2 }],
    ])('an answer of %s settles it', (state, entry) => {
      const settled = reported(failure, state, { askedAfter: 2, saidAt: 20 })
      expect(settled).toMatchObject({ ...entry, saidAt: 20 })
      expect(settled.unsettled).toBeUndefined()
      expect(reported(settled, 'PENDING')).toMatchObject({ stale: true, after: state })
    })

    it.each([
      ['an answer that was asked for before it', 'FAIL', { askedAfter: 1 }, 3],
      ['an answer that is no final', 'PENDING', { askedAfter: 2 }, 2],
      ['a notification', 'FAIL', {}, 3],
    ])('%s does not settle it', (_, state, more, unsettled) => {
      const entry = reported(failure, state, more)
      expect(entry).toMatchObject({ after: 'SUCCESS', unsettled })
      expect(entry.settles).toBeUndefined()
    })

    it.each([
      ['SUCCESS', undefined, true],
      ['SUCCESS', 1, false],
      ['PENDING', undefined, false],
      [null, undefined, false],
    ])('that none is known is stale after %s, unsettled %s: %s', (after, unsettled, stale) => {
      const last = entryAfter(after, unsettled === undefined ? {} : { unsettled })
      const entry = nextEntry(last, fact, { state: undefined, moves: {}, awaited: finals })
      expect(entry).toMatchObject({ stale, changed: false, after })
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
