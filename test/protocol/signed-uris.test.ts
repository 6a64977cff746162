import { describe, expect, it } from 'vitest'
import type { ReceivedRequest } from '../../lib/protocol/request.ts'
import { hasLegalPath, signedUris } from '../../lib/protocol/signed-uris.ts'
import { noPublicPaths } from './sender.ts'

const at = (rawPath: string, rawQueryString = ''): ReceivedRequest => ({
  rawPath,
  rawQueryString,
  headers: new Map(),
  body: Buffer.alloc(0),
  receivedAt: 0,
})

describe('signedUris', () => {
  it('are the path, the path with its query, the path behind the prefix, and each public path', () => {
    expect(signedUris(at('/notify', 'a=b'), { prefix: '/pay', paths: ['/api/back', '/x'] })).toEqual([
      '/notify',
      '/notify?a=b',
      '/pay/notify',
      '/api/back',
      '/x',
    ])
  })

  it('are the path alone where there is no more to try', () => {
    expect(signedUris(at('/notify'), noPublicPaths)).toEqual(['/notify'])
  })

  it('are tried once each', () => {
    expect(signedUris(at('/notify'), { prefix: '', paths: ['/notify', '/x', '/x'] })).toEqual([
      '/notify',
      '/x',
    ])
  })

  it('leave the path as it came', () => {
    const path = '//notify/../%2e/;a/'
    expect(signedUris(at(path), noPublicPaths)).toEqual([path])
  })

  it.each(['a=b\nC.1.{}', 'a= b', 'a=é'])('do not have a query that no URI has: %j', (query) => {
    expect(signedUris(at('/notify', query), noPublicPaths)).toEqual(['/notify'])
  })
})

describe('hasLegalPath', () => {
  it('is true for every character that a URI may have', () => {
    const visible = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index))
    expect(hasLegalPath(at(`/${visible.join('')}`))).toBe(true)
  })

  it.each(['\n', '\r', '\0', ' ', '\x7f', '\x80', 'é', '\u2028', '😀'])(
    'is false with %j in it',
    (character) => {
      expect(hasLegalPath(at(`/notify${character}`))).toBe(false)
      expect(hasLegalPath(at(`${character}/notify`))).toBe(false)
    },
  )
})
