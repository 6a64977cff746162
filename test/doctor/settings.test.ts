import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { receivedOf } from '../../tools/doctor/received-of.ts'
import { noPublicPaths, ringOf } from '../protocol/sender.ts'
import { BODY, examine, exhibitOf, makeWorld } from './world.ts'

const { alipay, known } = makeWorld()
const ring = known.rings.get('antom') ?? ringOf()

/** The receiver with what an environment line sets. */
function withSetting(setting: string, { prefix, paths } = noPublicPaths) {
  const [name, value = ''] = setting.split('=')
  return name === 'PUBLIC_PATH_PREFIX' ? { prefix: value, paths } : { prefix, paths: value.split(',') }
}

describe('a setting that is proposed', () => {
  const segment = fc.constantFrom('/antom', '/notify', '/notifyPayment', '/prod', '/api', '/v1', '/', '//')
  const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join(''))
  const settings = fc.record({
    prefix: fc.constantFrom('', '/prod', '/green'),
    paths: fc.array(fc.constantFrom('/hook', '/other'), { maxLength: 1 }),
  })

  it('makes the receiver verify the message, whatever was signed and received', () => {
    let proposed = 0
    fc.assert(
      fc.property(path, path, settings, (uri, target, publicPaths) => {
        const exhibit = exhibitOf({ pair: alipay, uri }, { target, headers: { 'x-original-uri': uri } })
        const { causes } = examine(exhibit, known, { publicPaths, platform: 'antom', budget: 5_000_000 })
        for (const { setting } of causes) {
          if (setting === undefined) continue
          proposed++
          expect(verifyRequest(receivedOf(exhibit), ring, withSetting(setting, publicPaths)).ok).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
    expect(proposed).toBeGreaterThan(10)
  })

  it.each([
    ['/antom/notify/notifyPayment', '/antom/notify/', 'PUBLIC_PATHS=/antom/notify/notifyPayment'],
    ['/prod/antom/notify/', '/antom/notify', 'PUBLIC_PATHS=/prod/antom/notify/'],
  ])('is the URI that was signed: %s', (uri, target, setting) => {
    const { causes } = examine(exhibitOf({ pair: alipay, uri }, { target }), known)
    expect(causes.flatMap((cause) => cause.setting ?? [])).toEqual([setting])
  })

  it('is tried with the body as it was signed where that was changed too', () => {
    const exhibit = exhibitOf({ pair: alipay, uri: '/prod/antom/notify' }, { body: `${BODY}\n` })
    expect(examine(exhibit, known).causes).toMatchObject([
      { setting: 'PUBLIC_PATH_PREFIX=/prod' },
      { name: 'newline-added' },
    ])
  })

  it('keeps the paths that are set', () => {
    const publicPaths = { prefix: '', paths: ['/hook'] }
    const exhibit = exhibitOf({ pair: alipay }, { target: '/prod/antom/notify' })
    const [cause] = examine(exhibit, known, { publicPaths }).causes
    expect(cause?.setting).toBe('PUBLIC_PATHS=/hook,/antom/notify')
  })
})
