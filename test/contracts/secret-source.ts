import { expect, it } from 'vitest'
import type { SecretSource } from '../../lib/keys/secret-reads.ts'

interface OpenedSource {
  readonly source: SecretSource
  holds(...texts: readonly string[]): void
  fails(): void
  hangs(): void
}

/** What every SecretSource does. */
export function secretSourceContract(open: () => OpenedSource): void {
  const never = new AbortController().signal

  it('gives the secret and its continuations in their order', async () => {
    const { source, holds } = open()
    holds('one', 'two', 'three', 'four')
    expect(await source.read(never)).toEqual(['one', 'two', 'three', 'four'])
    holds('one')
    expect(await source.read(never)).toEqual(['one'])
  })

  it('gives no text where the secret has no value', async () => {
    const { source, holds } = open()
    holds()
    expect(await source.read(never)).toEqual([])
  })

  it('throws where the store refuses', async () => {
    const { source, fails } = open()
    fails()
    await expect(source.read(never)).rejects.toThrow()
  })

  it('throws when the signal aborts', async () => {
    const { source, hangs } = open()
    hangs()
    const controller = new AbortController()
    const reading = source.read(controller.signal)
    controller.abort()
    await expect(reading).rejects.toThrow()
  })
}
