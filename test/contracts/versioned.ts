import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Versioned } from '../../lib/inquiries/ports.ts'

/** Epoch seconds, far from now. */
const EXPIRES = 4_102_444_800

/** What every store of values by version does. The one that `open` gives may hold other keys. */
export function describeVersioned(open: () => Versioned<unknown>): void {
  const read = (key: string) => open().read(key)
  const write = (key: string, value: unknown, after?: number) => open().write(key, value, after, EXPIRES)

  /** The version that is held, which there must be. */
  async function versionOf(key: string): Promise<number> {
    const held = await read(key)
    expect(held).toBeDefined()
    return held?.version ?? Number.NaN
  }

  describe('fulfils the contract of values by version:', () => {
    it('begins empty', async () => {
      expect(await read(randomUUID())).toBeUndefined()
    })

    it('gives back what was written last, with a version that grows', async () => {
      const key = randomUUID()
      expect(await write(key, { step: 0 })).toBe(true)
      const first = await versionOf(key)
      expect(await write(key, { step: 1 }, first)).toBe(true)
      const held = await read(key)
      expect(held).toEqual({ value: { step: 1 }, version: expect.any(Number) })
      expect(held?.version).toBeGreaterThan(first)
    })

    it('does not begin where there is one, and keeps that', async () => {
      const key = randomUUID()
      await write(key, 'first')
      expect(await write(key, 'second')).toBe(false)
      expect((await read(key))?.value).toBe('first')
    })

    it('does not replace what was written meanwhile, nor what is not there', async () => {
      const key = randomUUID()
      expect(await write(key, 'of a version that never was', 1)).toBe(false)
      expect(await read(key)).toBeUndefined()
      await write(key, 'first')
      const seen = await versionOf(key)
      await write(key, 'second', seen)
      expect(await write(key, 'third', seen)).toBe(false)
      expect(await write(key, 'third', seen + 9)).toBe(false)
      expect((await read(key))?.value).toBe('second')
    })

    it('writes the same value twice as two versions', async () => {
      const key = randomUUID()
      await write(key, 'same')
      const first = await versionOf(key)
      expect(await write(key, 'same', first)).toBe(true)
      expect(await write(key, 'same', first)).toBe(false)
    })

    it.each([0, 1])('lets one of twenty at once write after %i versions', async (before) => {
      const key = randomUUID()
      if (before > 0) await write(key, 'before')
      const seen = (await read(key))?.version
      const written = await Promise.all(Array.from({ length: 20 }, (_, rival) => write(key, rival, seen)))
      expect(written.filter(Boolean)).toHaveLength(1)
      expect((await read(key))?.value).toBe(written.indexOf(true))
    })

    it('keeps the values of different keys apart', async () => {
      const [one, other] = [randomUUID(), randomUUID()]
      await write(one, 'one')
      expect(await read(other)).toBeUndefined()
      expect(await write(other, 'other')).toBe(true)
      expect((await read(one))?.value).toBe('one')
    })

    it('gives back any JSON whole', async () => {
      const key = randomUUID()
      let version: number | undefined
      await fc.assert(
        fc.asyncProperty(fc.json(), async (text) => {
          const value: unknown = JSON.parse(text)
          expect(await write(key, value, version)).toBe(true)
          const held = await read(key)
          version = held?.version
          expect(JSON.stringify(held?.value)).toBe(JSON.stringify(value))
        }),
        { numRuns: 50 },
      )
    })
  })
}
