import { describe, expect, it } from 'vitest'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import type { ReceivedRequest } from '../../lib/protocol/request.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { alipayKey, genuine, genuineSignature, tampered } from './published.ts'
import { makePair, noPublicPaths, received } from './sender.ts'

const { signing } = makePair('RSA256')
const ring: KeyRing = {
  client: (clientId) => ({ clientId, signing, verifying: [alipayKey], decrypting: [] }),
  size: 1,
}
const verdict = (request: ReceivedRequest, publicPaths = noPublicPaths) =>
  verifyRequest(request, ring, publicPaths)

describe('the notification that Alipay signed in 2019', () => {
  it('verifies', () => {
    expect(verdict(received(genuine, genuineSignature))).toMatchObject({
      ok: true,
      value: { uri: '/api/back' },
    })
  })

  it('verifies at the URL of its notifyUrl, whose query was not signed', () => {
    const rawQueryString = 'allPayTn=5a9ddf96cc89dd30134549d68abbbd4a'
    const request = { ...received(genuine, genuineSignature), rawQueryString }
    expect(verdict(request)).toMatchObject({ ok: true, value: { uri: '/api/back' } })
  })

  it('verifies wherever it arrives, if its path is a public one', () => {
    const request = { ...received(genuine, genuineSignature), rawPath: '/antom/notify' }
    expect(verdict(request, { prefix: '', paths: ['/api/back'] })).toMatchObject({
      ok: true,
      value: { uri: '/api/back' },
    })
  })

  it.each(tampered)('does not verify with $change', ({ forged }) => {
    expect(verdict(received(forged, genuineSignature))).toMatchObject({
      ok: false,
      refusal: { reason: 'signature-mismatch' },
    })
  })

  it('is published with eight changes', () => {
    expect(tampered).toHaveLength(8)
  })
})
