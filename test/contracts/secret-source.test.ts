import { describe } from 'vitest'
import { memorySecretSource } from '../support/memory/memory-secret-source.ts'
import { secretSourceContract } from './secret-source.ts'

describe('a secret in memory', () => {
  secretSourceContract(() => {
    const source = memorySecretSource()
    return { source, ...source }
  })
})
