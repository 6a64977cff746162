import { describe, expect, it } from 'vitest'
import { createStageCalls } from '../../tools/inspect/stage/calls.ts'
import type { LogLine } from '../../tools/inspect/stage/log-tail.ts'
import type { CallRow } from '../../tools/inspect/view.ts'
import { CAME_AT, entryOf } from '../watch/call.ts'

function open(maxRows?: number) {
  const said: CallRow[] = []
  return { said, calls: createStageCalls((row) => said.push(row), maxRows) }
}

function lineOf(end: string, changes: object = {}): LogLine {
  const entry = entryOf(end, {
    timestamp: new Date(CAME_AT).toISOString(),
    path: '/antom/notify',
    waitedMs: 30,
    durationMs: 12,
    status: 200,
    ...changes,
  })
  return { at: CAME_AT + 5, text: `${JSON.stringify(entry)}\n` }
}

const late = {
  message: 'command ended after its answer',
  platform: 'wallet',
  contract: 'command',
  clientId: 'C',
  operation: 'payment#1',
  disposition: 'succeeded',
  waitedMs: 9_000,
}

describe('the calls of a stage', () => {
  it('have their times from the line, and not from the log', () => {
    const { calls } = open()
    calls.take(lineOf('accepted'))
    expect(calls.get('r1')).toMatchObject({
      row: { at: CAME_AT - 30, tookMs: 30, status: 200, end: 'accepted', about: 'POST /antom/notify' },
      begunAt: CAME_AT - 12,
      loggedAt: CAME_AT,
    })
  })

  it.each([
    ['before', true],
    ['after', false],
  ])('have what went wrong within them, logged %s their end', (_, isFirst) => {
    const { calls } = open()
    const lines = [lineOf('', { message: 'the refused request could not be kept' }), lineOf('refused')]
    for (const line of isFirst ? lines : lines.reverse()) calls.take(line)
    expect(calls.rows()).toMatchObject([
      { id: 'r1', end: 'refused', why: 'the refused request could not be kept' },
    ])
  })

  it('have what a command came to after its answer beside its answer', () => {
    const { calls } = open()
    const command = { platform: 'wallet', contract: 'command', clientId: 'C', operation: 'payment#1' }
    calls.take(lineOf('timed-out', { ...command, waitedMs: 4_000 }))
    calls.take(lineOf('', late))
    expect(calls.about('wallet#C#payment#1').map(({ row }) => [row.id, row.end])).toEqual([
      ['r1', 'timed-out'],
      ['late-r1', 'succeeded'],
    ])
  })

  it('are the newest, by when they came, whenever they are read', () => {
    const { calls, said } = open(10)
    const total = 3_000
    for (let n = 0; n < total; n++) {
      // The later half is read first, as where one log is read after the other.
      const came = (n + total / 2) % total
      calls.take(
        lineOf('accepted', {
          correlationId: `r${came}`,
          timestamp: new Date(CAME_AT + came).toISOString(),
        }),
      )
    }
    expect(said).toHaveLength(total)
    expect(calls.rows().map(({ id }) => id)).toEqual(
      Array.from({ length: 10 }, (_, n) => `r${total - 1 - n}`),
    )
    expect(calls.get('r0')).toBeUndefined()
  })

  it.each([
    '',
    'REPORT RequestId: 1',
    'null',
    '[]',
    '{}',
    '{"correlationId":7,"message":"notification accepted","contract":"notification"}',
    '{"correlationId":"","message":"notification accepted","contract":"notification"}',
    '{"correlationId":"r1","message":"something else"}',
  ])('are none of a line that says nothing of the kind: %s', (text) => {
    const { calls, said } = open()
    calls.take({ at: CAME_AT, text })
    expect([said, calls.rows()]).toEqual([[], []])
  })

  it('stand where a field is not what it should be', () => {
    const { calls } = open()
    calls.take(lineOf('accepted', { timestamp: 'x', waitedMs: 'y', durationMs: null, status: {} }))
    expect(calls.rows()).toMatchObject([{ at: CAME_AT + 5, tookMs: 0, status: 0 }])
  })
})

function accessed(changes: object): LogLine {
  const line = { requestId: 'r1', route: 'POST /antom/notify/{proxy+}', status: '200', error: '-' }
  return {
    at: CAME_AT,
    text: JSON.stringify({ ...line, time: 'x', ip: '203.0.113.7', latency: '40', ...changes }),
  }
}

const lost = { status: '503', error: 'Lambda timed out' }

describe('what API Gateway answered by itself', () => {
  it.each([
    ['a path that nothing serves', { route: '-', status: '404' }, 'not-served', '-'],
    ['a flood', { status: '429' }, 'throttled', 'antom'],
    ['a function that came to no end', lost, 'crashed', 'antom'],
  ])('is a row that says what to do, and no stranger: %s', (_, changes, end, platform) => {
    const { calls, said } = open()
    calls.take(accessed(changes))
    expect(said).toMatchObject([{ id: 'r1', at: CAME_AT - 40, tookMs: 40, end, platform, look: 'bad' }])
    expect(said[0]?.advice).toMatch(/./)
    expect(JSON.stringify(said)).not.toContain('203.0.113.7')
    expect(calls.get('r1')).toBeUndefined()
  })

  it.each([
    ['503 of a function', { status: '503' }],
    ['403 of AWS', { status: '403' }],
    ['status of no kind', { status: {} }],
    ['id of no kind', { ...lost, requestId: {} }],
    ['empty id', { ...lost, requestId: '' }],
  ])('is not a %s', (_, changes) => {
    const { calls, said } = open()
    calls.take(accessed(changes))
    expect(said).toEqual([])
  })

  it.each([
    ['before', true],
    ['after', false],
  ])('is said of a call whose function logged its line %s it', (_, isLast) => {
    const { calls } = open()
    const lines = [accessed(lost), lineOf('accepted')]
    for (const line of isLast ? lines.reverse() : lines) calls.take(line)
    const why = 'API Gateway had no answer from it: Lambda timed out'
    expect(calls.rows()).toMatchObject([{ id: 'r1', end: 'accepted', why }])
    expect(calls.get('r1')).toBeDefined()
  })
})
