import { expect, it } from 'vitest'
import { newestFirst } from '../../lib/keys/secret/choose-signing.ts'

const sorted = (...versions: readonly string[]) =>
  newestFirst(versions.map((version) => ({ version }))).map(({ version }) => version)

it('compares versions as numbers', () => {
  expect(sorted('1', '10', '9', '2')).toEqual(['10', '9', '2', '1'])
})

it('compares the numbers within versions', () => {
  expect(sorted('v9', '2025-11', 'v10', '2025-2')).toEqual(['v10', 'v9', '2025-11', '2025-2'])
})

it('keeps the order of the list where versions are equal', () => {
  expect(sorted('2', '01', '1', '3', '001')).toEqual(['3', '2', '01', '1', '001'])
})
