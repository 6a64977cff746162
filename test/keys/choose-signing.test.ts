import { describe, expect, it } from 'vitest'
import { rsaPair } from './key-pairs.ts'
import { clientEntry, ourNext, ours, readA, signingEntry } from './secrets.ts'

describe('the key that signs', () => {
  const signed = (...signing: readonly object[]) => {
    const { keys, lines } = readA(clientEntry({ signing }))
    return { version: keys?.signing.version, lines }
  }

  it('is the newest of several current ones', () => {
    expect(
      signed(
        signingEntry(ours, { version: '2', current: true }),
        signingEntry(ourNext, { version: '10', current: true }),
        signingEntry(rsaPair(), { version: '11' }),
      ),
    ).toEqual({
      version: '10',
      lines: ['antom clients.A.signing: has several current keys: version 10 signs'],
    })
  })

  it('is the newest where none is current', () => {
    expect(signed(signingEntry(ours), signingEntry(ourNext, { version: '2', current: 'true' }))).toEqual({
      version: '2',
      lines: [
        'antom clients.A.signing[1].current: must be true or false',
        'antom clients.A.signing: has no current key that can be used: version 2 signs',
      ],
    })
  })

  it('is the other where the current one cannot be used', () => {
    expect(signed(signingEntry(), { version: '2', key: '', current: true })).toEqual({
      version: '1',
      lines: [
        'antom clients.A.signing[1].key: is empty',
        'antom clients.A.signing: has no current key that can be used: version 1 signs',
      ],
    })
  })

  it('should not share its version', () => {
    expect(signed(signingEntry(ours, { current: true }), signingEntry(ourNext))).toEqual({
      version: '1',
      lines: ['antom clients.A.signing[1].version: is that of an entry above'],
    })
  })
})
