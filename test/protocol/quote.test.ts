import { expect, it } from 'vitest'
import { quote } from '../../lib/protocol/quote.ts'

it('a quoted value has no more than 128 characters, and a question mark for each that is not visible ASCII', () => {
  expect(quote('a b~')).toBe('a b~')
  expect(quote('\n\x1b[31m\x7fé€')).toBe('??[31m???')
  expect(quote('x'.repeat(129))).toBe('x'.repeat(128))
})
