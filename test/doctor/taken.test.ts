import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { gatewayHindrances } from '../../tools/doctor/hindrances.ts'
import { platforms } from '../../tools/doctor/known/platforms.ts'
import { openWorkplace } from './workplace.ts'
import { exhibitOf, makeWorld } from './world.ts'
import { rawHttp, type Written } from './written-forms.ts'

const { write, signed, explain, diagnose } = openWorkplace()
const body = freshNotification('antom', 'x1')
const HOUR_MS = 3_600_000

const at = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString().replace(/\.\d+/, '')
const request = (one: Written) => rawHttp(one).toString('latin1')
const file = (text: string) => write('request.http', Buffer.from(text, 'latin1'))

/** A path under which it was signed and sent. */
const sentTo = (uri: string) => file(request({ ...signed(body, { uri }), target: uri }))

describe('what is genuine, and would not be taken', () => {
  it.each([
    ['another method', () => file(request(signed(body)).replace('POST', 'GET')), 'method-not-served'],
    ['49 hours old', () => file(request(signed(body, { time: at(49) }))), 'too-old'],
    ['no route', () => sentTo('/antom/notify/'), 'path-not-served'],
    ['another path', () => sentTo('/hook'), 'path-not-served'],
    ['a platform without commands', () => sentTo('/antom/pay'), 'path-not-served'],
  ])('is NOT VALID, and said to be genuine: %s', async (_what, make, cause) => {
    const name = make()
    const { code, found } = await diagnose(name)
    expect([code, found[0].verdict, found[0].isGenuine]).toEqual([1, 'EXPLAINED', true])
    expect(found[0].causes).toMatchObject([{ name: cause }])
    expect((await explain([name])).out[0]).toMatch(/^NOT VALID: the signature is genuine, but /)
  })

  it.each(['/antom/notify', '/antom/notify/notifyPayment', '/prod/antom/notify'])(
    'and what would: %s',
    async (uri) => {
      const { code, found } = await diagnose(sentTo(uri))
      expect([code, found[0].verdict, found[0].isGenuine]).toEqual([0, 'VALID', true])
    },
  )

  it('of what is not genuine, an age is a remark', async () => {
    const name = file(request(signed(body, { time: at(49), uri: '/prod/antom/notify/notifyPayment' })))
    const { found } = await diagnose(name)
    expect(found[0].causes).toMatchObject([{ name: 'stage-missing' }])
    expect(found[0].remarks.join(' ')).toContain('49 hours')
  })

  it('a setting that mends the signature does not hide that the path is not served', async () => {
    const name = file(request({ ...signed(body), target: '/antom/notify/' }))
    const { found } = await diagnose(name)
    expect(found[0].causes).toMatchObject([
      { setting: 'PUBLIC_PATHS=/antom/notify/notifyPayment' },
      { name: 'path-not-served' },
    ])
  })
})

describe('the routes', () => {
  const declared = [...readFileSync('serverless.yml', 'utf8').matchAll(/httpApi: POST (\S+)/g)].map(
    ([, path = '']) => new RegExp(`^${path.replace('{proxy+}', '.+')}$`),
  )
  const targets = platforms.flatMap(({ name }) =>
    ['', '/', '/notify', '/notify/', '/notify/a', '/a'].map((end) => `/${name}${end}`),
  )
  const { alipay } = makeWorld()

  it.each(targets)('are those that are declared: %s', (target) => {
    const hindrances = gatewayHindrances(exhibitOf({ pair: alipay }, { target }), 'antom')
    expect(hindrances.length === 0).toBe(declared.some((route) => route.test(target)))
  })
})
