import { describe, expect, it } from 'vitest'
import { has, select, textAt, without } from '../../lib/content/fields.ts'
import { type JsonObject, readJsonObject } from '../../lib/content/json.ts'

function body(text: string): JsonObject {
  const content = readJsonObject(Buffer.from(text))
  if (!content.ok) throw new Error(content.refusal)
  return content.value
}

describe('textAt', () => {
  const payment = body('{"id":"p1","result":{"status":"S","final":true,"codes":["a"]},"value":1.50}')

  it.each([
    ['id', 'p1'],
    ['result.status', 'S'],
    ['result.final', 'true'],
    ['value', '1.50'],
  ])('gives the text of %s', (path, text) => {
    expect(textAt(payment, path)).toBe(text)
  })

  it.each([
    'absent',
    'result',
    'result.absent',
    'result.codes',
    'result.codes.0',
    'id.length',
    'id.status',
    'constructor',
    'constructor.name',
    '__proto__',
    'toString',
  ])('gives undefined for %s', (path) => {
    expect(textAt(payment, path)).toBeUndefined()
  })
})

describe('has', () => {
  it('knows own members only', () => {
    expect(has(body('{"a":false}'), 'a')).toBe(true)
    expect(has(body('{"a":""}'), 'a')).toBe(false)
    expect(has(body('{}'), 'constructor')).toBe(false)
  })
})

describe('select', () => {
  const payment = body('{"id":"p1","amount":{"value":"1","currency":"JPY"},"list":[{"a":"b"}],"final":false}')

  it('gives whatever stands at the fields, by their names', () => {
    expect(select(payment, ['amount.value', 'amount', 'list', 'final'])).toEqual({
      'amount.value': '1',
      amount: { value: '1', currency: 'JPY' },
      list: [{ a: 'b' }],
      final: false,
    })
  })

  it('leaves out what is not there, and what every object inherits', () => {
    const absent = [
      'absent',
      'amount.absent',
      'id.length',
      'list.length',
      'list.0',
      'constructor',
      '__proto__',
    ]
    expect(select(payment, absent)).toEqual({})
    expect(select(payment, [])).toEqual({})
  })
})

describe('without', () => {
  it('leaves out a member, a nested one, one of each element of a list, and text in place of an object', () => {
    const card = body(
      '{"token":"t","text":"{token:t}","card":{"token":"t","last":"4"},"list":[{"token":"t","n":1},{"n":2},"x"]}',
    )
    expect(without(card, ['token', 'text.token', 'card.token', 'list[].token'])).toEqual({
      card: { last: '4' },
      list: [{ n: '1' }, { n: '2' }],
    })
  })

  it('leaves alone what is not there, and the body itself', () => {
    const card = body('{"a":{"b":"c"},"d":"e"}')
    expect(without(card, ['x', 'a.x', 'x.d', 'x[].d', 'constructor'])).toEqual(card)
    without(card, ['a.b'])
    expect(card).toEqual({ a: { b: 'c' }, d: 'e' })
  })

  it('keeps a member called __proto__ a member', () => {
    const rest = without(body('{"__proto__":{"admin":true},"a":"b"}'), ['a'])
    expect(Object.keys(rest)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(rest)).toBe(Object.prototype)
  })
})
