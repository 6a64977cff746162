import { describe, expect, it } from 'vitest'
import { BODY, type Came, examine, exhibitOf, makeWorld } from './world.ts'

const { alipay, known } = makeWorld()

type Row = readonly [what: string, uri: string, came: Partial<Came>, cause: string]

const rows: readonly Row[] = [
  [
    'the stage that the event names',
    '/green/antom/notify',
    { stage: 'green' },
    'stage-missing PUBLIC_PATH_PREFIX=/green',
  ],
  ['a usual stage', '/staging/antom/notify', {}, 'stage-missing PUBLIC_PATH_PREFIX=/staging'],
  [
    'a base path that a proxy names',
    '/pay/in/antom/notify',
    { headers: { 'x-forwarded-prefix': '/pay/in' } },
    'base-path-missing PUBLIC_PATH_PREFIX=/pay/in',
  ],
  [
    'a stage that was not signed',
    '/antom/notify',
    { target: '/prod/antom/notify' },
    'stage-added PUBLIC_PATHS=/antom/notify',
  ],
  [
    'a base path that was not signed',
    '/antom/notify',
    { target: '/in/out/antom/notify' },
    'base-path-added PUBLIC_PATHS=/antom/notify',
  ],
  [
    'the whole path of a proxy',
    '/pay/callback',
    { headers: { 'x-original-uri': '/pay/callback' } },
    'registered-path-signed PUBLIC_PATHS=/pay/callback',
  ],
  [
    'the path of notifyUrl',
    '/hook',
    { body: BODY.replace('/antom/notify', '/hook') },
    'registered-path-signed PUBLIC_PATHS=/hook',
  ],
  [
    'the registered URL without the API',
    '/antom/notify',
    { target: '/antom/notify/notifyPayment' },
    'api-name-added PUBLIC_PATHS=/antom/notify',
  ],
  [
    'the API behind the registered URL',
    '/antom/notify/notifyDispute',
    {},
    'api-name-missing PUBLIC_PATHS=/antom/notify/notifyDispute',
  ],
  ['a slash that a proxy cut', '/antom/notify/', {}, 'trailing-slash-missing'],
  ['a slash that a proxy added', '/antom/notify', { target: '/antom/notify/' }, 'trailing-slash-added'],
  ['the host without its scheme', 'pay.example.com/antom/notify', {}, 'host-signed'],
  [
    'plain http and a port',
    'http://pay.example.com:8080/antom/notify',
    { headers: { 'x-forwarded-host': 'pay.example.com:8080' } },
    'full-url-signed',
  ],
  [
    'the origin of the form',
    'https://api.example.net/antom/notify',
    { origin: 'https://api.example.net' },
    'full-url-signed',
  ],
  [
    'an absolute URL in the first line',
    '/antom/notify',
    { target: 'https://pay.example.com/antom/notify' },
    'origin-added',
  ],
  [
    'an escape that the gateway decoded',
    '/antom/a%2Bb',
    { target: '/antom/a%2Bb' },
    'path-encoded-otherwise',
  ],
  ['an escape in lower case', '/antom/%c3%a9', { target: '/antom/%C3%A9' }, 'path-encoded-otherwise'],
  ['a path in lower case', '/antom/notify', { target: '/Antom/Notify' }, 'path-lower-case'],
  ['capitals', '/ANTOM/NOTIFY', {}, 'path-upper-case'],
  ['a first letter in capitals', '/Antom/notify', {}, 'path-upper-case'],
  ['a doubled slash', '//antom/notify', {}, 'slashes-doubled'],
  ['a doubled slash that was not signed', '/antom/notify', { target: '/antom//notify' }, 'slashes-doubled'],
  ['no slash at the beginning', 'antom/notify', {}, 'leading-slash-missing'],
  [
    'a query that was decoded',
    '/antom/notify?a=b c',
    { target: '/antom/notify?a=b%20c' },
    'query-encoded-otherwise',
  ],
  [
    'a query with plus signs',
    '/antom/notify?a=b%20c',
    { target: '/antom/notify?a=b+c' },
    'query-encoded-otherwise',
  ],
  ['a query that was sorted', '/antom/notify?a=1&b=2', { target: '/antom/notify?b=2&a=1' }, 'query-sorted'],
  [
    'a query that was cut off',
    '/antom/notify?id=7',
    { headers: { 'x-forwarded-uri': '/antom/notify?id=7' } },
    'query-missing',
  ],
  ['a bare question mark', '/antom/notify?', {}, 'query-mark-signed'],
]

describe('a URI that was signed otherwise', () => {
  it.each(rows)('%s', (_what, uri, came, cause) => {
    const body = came.body ?? BODY
    const diagnosis = examine(exhibitOf({ pair: alipay, uri, body }, came), known)
    expect(diagnosis.causes.map(({ name, setting }) => [name, setting].filter(Boolean).join(' '))).toEqual([
      cause,
    ])
    expect(diagnosis.verdict).toBe('EXPLAINED')
    expect(diagnosis.signedText?.toString()).toBe(`POST ${uri}\nCLIENT_1.2026-11-21T02:00:30Z.${body}`)
  })

  it('is found among the registered URLs', () => {
    const registeredUrls = ['https://pay.example.com/v7/antom/notify']
    const exhibit = exhibitOf({ pair: alipay, uri: '/v7/antom/notify' })
    const [cause] = examine(exhibit, known, { registeredUrls }).causes
    expect(cause).toMatchObject({ name: 'base-path-missing', setting: 'PUBLIC_PATH_PREFIX=/v7' })
  })

  it('is no cause where the settings have it', () => {
    const exhibit = exhibitOf({ pair: alipay, uri: '/prod/antom/notify' })
    const byPrefix = examine(exhibit, known, { publicPaths: { prefix: '/prod', paths: [] } })
    const byPath = examine(exhibit, known, { publicPaths: { prefix: '', paths: ['/prod/antom/notify'] } })
    expect([byPrefix.verdict, byPath.verdict]).toEqual(['VALID', 'VALID'])
  })

  it('gives no setting that a shell could read otherwise', () => {
    const uri = '/$(reboot)/antom/notify'
    const exhibit = exhibitOf({ pair: alipay, uri }, { headers: { 'x-original-uri': uri } })
    const { causes } = examine(exhibit, known)
    expect(causes).toHaveLength(1)
    expect(causes[0]?.setting).toBeUndefined()
  })
})
