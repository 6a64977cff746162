import { describe, expect, it } from 'vitest'
import { readAddress, writeAddress } from '../../tools/inspect/page/address.ts'
import { type Filter, filtered, noFilter } from '../../tools/inspect/page/filter.ts'
import { rowOf } from './support/row-of.ts'

const rows = [
  rowOf(1, {
    id: 'a',
    platform: 'antom',
    api: 'notifyPayment',
    about: 'payment#Order 1',
    end: 'accepted',
    status: 200,
  }),
  rowOf(2, {
    id: 'b',
    platform: 'wallet',
    api: 'pay',
    about: 'payment#order-2',
    end: 'refused',
    status: 401,
  }),
  rowOf(3, {
    id: 'c',
    platform: 'wallet',
    api: 'refund',
    about: 'refund#pay',
    end: 'refused',
    status: 402,
    why: 'the key',
  }),
]
const through = (filter: Partial<Filter>) =>
  filtered(rows, { ...noFilter, ...filter })
    .map(({ id }) => id)
    .join('')

describe('the filter of the list', () => {
  it.each([
    [{}, 'abc'],
    [{ platform: 'wallet' }, 'bc'],
    [{ platform: 'wallet', api: 'pay' }, 'b'],
    [{ disposition: 'refused' }, 'bc'],
    [{ text: 'PAY' }, 'abc'],
    [{ text: 'pay refused' }, 'bc'],
    [{ text: 'api:notify' }, 'a'],
    [{ text: 'subject:pay' }, 'abc'],
    [{ text: 'subject:"order 1"' }, 'a'],
    [{ text: '"order 1' }, 'a'],
    [{ text: 'status:40' }, 'bc'],
    [{ text: 'disposition:refused the key' }, 'c'],
    [{ text: 'constructor:x' }, ''],
    [{ text: 'subject:' }, ''],
    [{ text: '  ' }, 'abc'],
  ] as const)('%j lets %s through', (filter, expected) => {
    expect(through(filter)).toBe(expected)
  })

  it('stands in the URL, and is read from it as it was written', () => {
    const address = {
      call: 'a&b=#c',
      filter: { platform: 'antom', api: '', disposition: 'refused', text: 'subject:"x y" ü' },
    }
    expect(readAddress(writeAddress(address))).toEqual(address)
    expect(writeAddress({ call: undefined, filter: noFilter })).toBe('#')
    expect(readAddress('')).toEqual({ call: undefined, filter: noFilter })
  })
})
