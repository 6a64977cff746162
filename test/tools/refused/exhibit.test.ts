import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receivedOf } from '../../../tools/doctor/received-of.ts'
import { exhibitOf, receivedAgain } from '../../../tools/operate/refused/exhibit.ts'
import { anyRefusedRequest, refusedRequestOf } from '../../support/request/refused-request.ts'

describe('a kept refusal', () => {
  it('is to the doctor what it is to the receiver, whatever it holds', () => {
    const visible = fc.string({ maxLength: 40 })
    fc.assert(
      fc.property(anyRefusedRequest, visible, visible, (request, path, query) => {
        const kept = { ...request, path: `/${path}`, query }
        expect(receivedOf(exhibitOf(kept))).toEqual(receivedAgain(kept, kept.receivedAt))
      }),
    )
  })

  it('says where it came to', () => {
    expect(exhibitOf(refusedRequestOf()).origin).toBe('https://pay.example.com')
  })
})
