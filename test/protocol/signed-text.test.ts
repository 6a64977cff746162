import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { signedText } from '../../lib/protocol/signed-text.ts'
import { genuine } from './published.ts'

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
