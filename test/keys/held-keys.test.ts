import { expect, it } from 'vitest'
import { createHeldKeys } from '../../lib/keys/held-keys.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { first, next, versionIn } from './open-store.ts'

function open() {
  const reports: (readonly string[])[] = []
  return { reports, held: createHeldKeys(antom, (lines) => void reports.push(lines)) }
}

it('holds the ring of the texts last taken, the same one while they are the same', () => {
  const { held, reports } = open()
  expect(held.ring().size).toBe(0)
  held.take([first])
  const ring = held.ring()
  expect([versionIn(ring), ring.size]).toEqual(['1', 1])
  held.take([first])
  expect(held.ring()).toBe(ring)
  held.take([next])
  expect(versionIn(held.ring())).toBe('2')
  expect(reports).toEqual([])
})

it('counts the clients that can be used', () => {
  const { held } = open()
  held.take([first.replace('{"A":', '{"B": {}, "A":')])
  expect(held.ring().client('B')).toBe('unreadable')
  expect(held.ring().size).toBe(1)
})

it('keeps its keys when the secret loses its value or cannot be read', () => {
  const { held, reports } = open()
  held.take([first])
  const keys = held.ring().client('A')
  held.take([])
  held.fail(new Error())
  expect(held.ring().client('A')).toBe(keys)
  expect(reports[0]).toEqual([
    'antom: has no value yet: put the keys in',
    'antom clients.A: keeps the keys that it had',
  ])
})

it('reports what is wrong once, until something else is, and when nothing is any more', () => {
  const { held, reports } = open()
  const refuse = () => held.fail(Object.assign(new Error(), { code: 'ECONNREFUSED' }))
  held.take(['{"clients": {}}'])
  held.take(['{"clients": {}}'])
  refuse()
  refuse()
  held.take([first])
  held.take([first])
  const unnamed = 'antom clients: names no client'
  expect(reports).toEqual([[unnamed], [unnamed, 'antom: could not be read: ECONNREFUSED'], []])
})

it.each([
  [new SyntaxError('MIIEvQ'), 'SyntaxError'],
  [new DOMException('MIIEvQ', 'TimeoutError'), 'TimeoutError'],
  [Object.assign(new Error('MIIEvQ'), { code: 'ECONNRESET' }), 'ECONNRESET'],
  ['MIIEvQ', 'unknown error'],
])('never reports what an error says, which may quote the secret: %s', (error, code) => {
  const { held, reports } = open()
  held.fail(error)
  expect(reports).toEqual([[`antom: could not be read: ${code}`]])
})
