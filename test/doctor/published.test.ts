import { describe, expect, it } from 'vitest'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { Exhibit } from '../../tools/doctor/exhibit.ts'
import { showText } from '../../tools/doctor/show-text.ts'
import { alipayKey, genuine, genuineSignature, tampered } from '../protocol/published.ts'
import { clientOf, makePair, ringOf } from '../protocol/sender.ts'
import { examine, keyOf, namesOf } from './world.ts'

const ours = makePair('RSA256')
const pair = { verifying: alipayKey, signing: ours.signing }
const known = {
  rings: new Map([['acquirer', ringOf(clientOf(genuine.clientId, [pair]))]] as const),
  keys: [keyOf(pair, 'acquirer', genuine.clientId)],
}

function came(changes: Partial<typeof genuine> & { method?: string } = {}): Exhibit {
  const { uri, clientId, time, body, method = 'POST' } = { ...genuine, ...changes }
  const headers = new Map([
    ['client-id', clientId],
    ['request-time', time],
    ['signature', `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(genuineSignature)}`],
  ])
  return { form: 'the notification of 2019', method, target: uri, headers, body: Buffer.from(body) }
}

describe('the notification that Alipay signed in 2019', () => {
  it('is VALID', () => {
    const { verdict, key, signedText } = examine(came(), known)
    expect({ verdict, kind: key.kind }).toEqual({ verdict: 'VALID', kind: 'made-by' })
    expect(showText(signedText ?? Buffer.alloc(0))).toMatch(
      /^POST·\/api\/back␊\nT_ALLPAY_1\.2019-11-12T09:37:00Z\.\{/,
    )
  })

  const causes = new Map<string, readonly string[]>([
    // The receiver tries the path without the query.
    ['query string appended', []],
    ['empty query marker', []],
    ['full URL', ['origin-added']],
    ['client id lower-cased', ['client-other-case']],
    ['time reformatted +00:00', ['time-reformatted']],
    ['time with millis', ['time-reformatted']],
    ['body re-serialised pretty', ['json-compact']],
    ['body trailing LF', ['newline-added']],
  ])

  it.each(tampered)('$change', ({ change, forged }) => {
    const diagnosis = examine(came(forged), known)
    const expected = causes.get(change)
    expect({ change, names: namesOf(diagnosis) }).toEqual({ change, names: expected })
    expect(diagnosis.verdict).toBe(expected?.length === 0 ? 'VALID' : 'EXPLAINED')
  })

  it.each<[name: string, changes: Partial<typeof genuine>]>([
    ['stage-added', { uri: '/prod/api/back' }],
    ['trailing-slash-added', { uri: '/api/back/' }],
    ['base-path-missing', { uri: '/back' }],
    ['bom-added', { body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), genuine.body]) }],
    ['json-compact', { body: Buffer.from(genuine.body.toString().replaceAll(',', ',\n')) }],
    ['json-compact', { body: Buffer.from(genuine.body.toString().replaceAll('":', '" : ')) }],
    ['body-base64', { body: Buffer.from(genuine.body.toString('base64')) }],
    ['escapes-missing', { body: Buffer.from(genuine.body.toString().replaceAll('/', '\\/')) }],
  ])('%s', (name, changes) => {
    expect(namesOf(examine(came(changes), known))).toEqual([name])
  })

  it('with an amount altered stays unexplained, and its signed digest is named', () => {
    const body = Buffer.from(genuine.body.toString().replace('"value":"100"', '"value":"900"'))
    const { verdict, causes, key, leaves } = examine(came({ body }), known)
    expect({ verdict, causes }).toEqual({ verdict: 'UNEXPLAINED', causes: [] })
    expect(key).toMatchObject({ kind: 'made-by', signedDigest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(leaves[1]).toMatch(/^Its content: /)
  })

  it.each<PlatformName>(['wallet', 'antom'])('checked as the message of %s: it is of another', (platform) => {
    expect(namesOf(examine(came(), known, { platform }))).toEqual(['client-of-other-platform'])
  })
})
