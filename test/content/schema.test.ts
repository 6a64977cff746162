import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { readJsonObject } from '../../lib/content/json.ts'
import {
  amount,
  movedAmount,
  optionalText,
  optionalTime,
  result,
  text,
  time,
} from '../../lib/content/schema.ts'

describe('amount', () => {
  it.each([
    ['100', '100'],
    ['100.0', '100'],
    ['100.', '100'],
    ['1.0E2', '100'],
    ['1.5e1', '15'],
    ['1e+2', '100'],
    ['007', '7'],
    ['+7', '7'],
    ['-250', '-250'],
    ['-0', '0'],
    ['0', '0'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['9007199254740993', '9007199254740993'],
    ['9.007199254740993e15', '9007199254740993'],
  ])('writes %s in the smallest unit as %s', (sent, value) => {
    expect(v.parse(amount, { currency: 'USD', value: sent })).toEqual({ currency: 'USD', value })
  })

  it.each(['732.13', '1.23e1', '1e4000', '100e-2', '.5', '1,000', '0x10', ' 1', 'NaN', '１'])(
    'leaves %s, no integer that it knows, as sent',
    (sent) => {
      expect(v.parse(amount, { currency: 'USD', value: sent }).value).toBe(sent)
    },
  )

  it('leaves a number of over 64 characters as sent, whatever it means', () => {
    for (const sent of [`${'1'.repeat(63)}.0`, `1.${'0'.repeat(100_000)}`]) {
      expect(v.parse(amount, { currency: 'USD', value: sent }).value).toBe(sent)
    }
  })

  it('is the same whether the value is sent as a number or as a string', () => {
    const [number, string] = ['{"currency":"USD","value":11000}', '{"currency":"USD","value":"11000"}'].map(
      (body) => readJsonObject(Buffer.from(body)),
    )
    expect(number).toEqual(string)
  })

  it('needs a currency and a value', () => {
    expect(v.is(amount, { value: '1' })).toBe(false)
    expect(v.is(amount, { currency: 'USD' })).toBe(false)
    expect(v.is(amount, '1')).toBe(false)
  })
})

describe('an amount that is to be moved', () => {
  it.each(['0', '1', '9'.repeat(64)])('may be %s', (value) => {
    expect(v.is(movedAmount, { currency: 'USD', value })).toBe(true)
  })

  it.each([
    '-1',
    '+7',
    '007',
    '732.13',
    '732.00',
    '100.0',
    '1e2',
    '1e4000',
    '0x10',
    '1,000',
    ' 1',
    'NaN',
    '１',
    '9'.repeat(65),
    true,
    {},
  ])('may not be %s', (value) => {
    expect(v.is(movedAmount, { currency: 'USD', value })).toBe(false)
  })
})

describe('a time of an answer', () => {
  it.each([
    '2026-11-21T08:00:00Z',
    '2026-11-21T08:00:00+08:00',
    '2026-11-21T08:00:00.123456-03:30',
    '2026-11-21t08:00:00z',
    '2024-02-29T23:59:59Z',
    '2016-12-31T23:59:60Z',
  ])('may be written %s, and stays as it is', (sent) => {
    expect(v.parse(time, sent)).toBe(sent)
  })

  it.each([
    'yesterday',
    '',
    '2026-11-21',
    '2026-11-21T08:00:00',
    '2026-11-21T08:00Z',
    '2026-11-21 08:00:00Z',
    '2026-11-21T08:00:00+0800',
    '2026-11-21T08:00:00+08',
    '20261121T080000Z',
    '1795248000',
    '2026-13-21T08:00:00Z',
    '2026-02-30T08:00:00Z',
    '2025-02-29T08:00:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T08:60:00Z',
    '2026-11-21T08:00:61Z',
    '2026-11-21T08:00:00+24:00',
    '2026-11-21T08:00:00Z\n',
    ' 2026-11-21T08:00:00Z',
    '２026-11-21T08:00:00Z',
    true,
    null,
    {},
  ])('may not be %j', (sent) => {
    expect(v.is(time, sent)).toBe(false)
    expect(v.is(optionalTime, sent)).toBe(false)
  })
})

describe('text', () => {
  it('takes a boolean for its text', () => {
    expect(v.parse(text, true)).toBe('true')
    expect(v.parse(text, 'true')).toBe('true')
  })

  it.each([null, undefined, {}, [], 1])('refuses %s', (value) => {
    expect(v.is(text, value)).toBe(false)
  })

  it('may be absent where it is optional', () => {
    expect(v.parse(v.looseObject({ a: optionalText }), {})).toEqual({})
  })
})

describe('result', () => {
  it('needs its status alone, and lets every status pass', () => {
    expect(v.is(result, { resultStatus: 'X' })).toBe(true)
    expect(v.is(result, { resultCode: 'SUCCESS' })).toBe(false)
  })

  it('lets unknown fields pass through', () => {
    const sent = { resultStatus: 'S', resultCode: 'SUCCESS', shoe: { size: '42' } }
    expect(v.parse(result, sent)).toEqual(sent)
  })
})
