import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RefusedStore } from '../../lib/refused/refused-keeper.ts'
import type { RefusedRequest } from '../../lib/refused/refused-request.ts'
import { anyRefusedRequest, refusedRequestOf } from '../support/request/refused-request.ts'

interface ReadableStore extends RefusedStore {
  read(id: string): Promise<RefusedRequest | undefined>
}

const KIB = 1_024
const patient = new AbortController().signal

/** What every store of refused requests does. The one that `open` gives may hold others. */
export function describeRefusedStore(open: () => ReadableStore): void {
  const fresh = (changes: Partial<RefusedRequest> = {}) =>
    refusedRequestOf({ id: randomBytes(32).toString('hex'), ...changes })

  describe('fulfils the contract of a store of refused requests:', () => {
    it('holds a request whole, whatever it holds', async () => {
      await fc.assert(
        fc.asyncProperty(anyRefusedRequest, async (request) => {
          await open().keep(request, patient)
          expect(await open().read(request.id)).toEqual(request)
        }),
        { numRuns: 100 },
      )
    })

    it('holds a body of 64 KiB', async () => {
      const request = fresh({ body: randomBytes(64 * KIB) })
      await open().keep(request, patient)
      expect((await open().read(request.id))?.body.equals(request.body)).toBe(true)
    })

    it('keeps the one that it holds under an id, also where fifty come at once', async () => {
      const first = fresh()
      await open().keep(first, patient)
      const copies = Array.from({ length: 50 }, (_, copy) => ({ ...first, receivedAt: copy }))
      await Promise.all(copies.map((copy) => open().keep(copy, patient)))
      expect(await open().read(first.id)).toEqual(first)
    })
  })
}
