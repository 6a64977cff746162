import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ReceivedRequest } from '../../lib/protocol/request.ts'
import { hasLegalPath, signedText, signedUris } from '../../lib/protocol/signed-text.ts'
import { genuine } from './published.ts'
import { noPublicPaths } from './sender.ts'

it('is the text of the documents, byte for byte', () => {
  const text = signedText({
    uri: '/a/b?c=d',
    clientId: 'CLIENT_1',
    time: '2026-11-21T02:00:30Z',
    body: Buffer.from('{}'),
  })
  expect(text.toString()).toBe('POST /a/b?c=d\nCLIENT_1.2026-11-21T02:00:30Z.{}')
})

it('is the text that Alipay signed in 2019', () => {
  const digest = createHash('sha256').update(signedText(genuine)).digest('hex')
  expect(digest).toBe('01c6c5bb2bae9c7ffd2406a19412407efde9ac80b8796eb7c3ed088e6690ceb5')
})

it('leaves every byte of the body as it came', () => {
  const body = Buffer.from([0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0x5c, 0x2f, 0xff, 0x00, 0x20])
  expect(signedText({ uri: '/', clientId: 'C', time: '1', body }).subarray(-body.length)).toEqual(body)
})

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
