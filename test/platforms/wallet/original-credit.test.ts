import { describe, expect, it } from 'vitest'
import { keyOf, readCommand } from '../../support/request/command-samples.ts'

const requestId = { originalCreditRequestId: 'oct-1' }
const both = { ...requestId, originalCreditId: 'mpp-1' }
const names = ['createOriginalCredit', 'inquireOriginalCredit', 'confirmOriginalCredit']

it.each(names)('%s is not refused because a name of a field was guessed wrong', (name) => {
  expect(readCommand('wallet', name, '{"octRequestId":"1"}')).toMatchObject({ kind: 'command' })
})

describe('a confirmation', () => {
  const key = (message: object) => keyOf('wallet', 'confirmOriginalCredit', message)

  it('by the caller’s id, or by both, is one operation', () => {
    expect(key(both)).toBe(key(requestId))
    expect(key({ originalCreditId: 'mpp-2' })).not.toBe(key(requestId))
  })

  it('that names its credit otherwise is another for another credit', () => {
    expect(key({ octRequestId: '1' })).not.toBe(key({ octRequestId: '2' }))
  })
})

describe('a tax refund', () => {
  const key = (message: object) => keyOf('wallet', 'createOriginalCredit', message)

  it('is one for each id, and for each content where it has none by this name', () => {
    expect(key({ ...requestId, payerAmount: { currency: 'SGD', value: '1' } })).toBe(key(requestId))
    expect(key({ octRequestId: '1' })).toBe(key({ octRequestId: '1' }))
    expect(key({ octRequestId: '1' })).not.toBe(key({ octRequestId: '2' }))
  })

  it('is refused where the money that it moves is none', () => {
    const body = JSON.stringify({ ...requestId, payerAmount: { currency: 'SGD', value: '732.00' } })
    expect(readCommand('wallet', 'createOriginalCredit', body)).toMatchObject({
      kind: 'illegal',
      field: 'payerAmount.value',
    })
  })
})
