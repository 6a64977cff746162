import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { CONTENT } from '../../lib/content/naming.ts'
import { text } from '../../lib/content/schema.ts'
import { type NotificationApi, notificationApi } from '../../lib/notifications/notification-api.ts'
import { matches, recognise } from '../../lib/notifications/recognise.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { sampleOf } from '../support/request/samples.ts'
import { verifiedRequest } from '../support/request/verified-request.ts'

const notifyBoat = notificationApi({
  name: 'notifyBoat',
  page: 'none',
  when: { has: ['boat'], lacks: ['port'] },
  schema: v.looseObject({ boat: v.looseObject({ name: text }) }),
  subject: ['boat', 'boat.name'],
  identity: ['boat.name'],
})

const apis: readonly NotificationApi[] = [
  notifyBoat,
  notificationApi({
    name: 'notifyPort',
    page: 'none',
    when: { has: ['port'], oneOf: ['type', 'OPEN', 'SHUT'] },
    schema: v.looseObject({ port: text }),
    subject: ['port', 'port'],
    identity: ['port', 'type'],
  }),
  notificationApi({
    name: 'tide',
    page: 'none',
    when: { has: ['tide'] },
    schema: v.looseObject({ tide: text }),
    subject: ['tide', 'tide'],
    identity: ['tide'],
  }),
]

const boat = '{"boat":{"name":"Argo"}}'
const port = '{"port":"Iolcos","type":"OPEN"}'
const neither = '{"cargo":"fleece"}'

/** What is made of a body that came to a URI: the row's name, or why there is none. */
function outcome(uri: string, body: string | Buffer, publicPaths: readonly string[] = []): string {
  const recognition = recognise(verifiedRequest(body, { uri }), apis, publicPaths)
  if (recognition.kind === 'recognised') return recognition.api.name
  return recognition.kind === 'unrecognised' ? recognition.why.because : recognition.kind
}

describe('recognise', () => {
  it.each([
    ['the segment and the content agree', '/antom/notify/notifyBoat', boat, 'notifyBoat'],
    ['a trailing slash', '/antom/notify/notifyBoat//', boat, 'notifyBoat'],
    ['the same and the content of another row', '/antom/notify/notifyBoat//', port, 'no-api'],
    ['a signed query', '/antom/notify/notifyBoat?to=/x/notifyPort', boat, 'notifyBoat'],
    ['the bare URL, by content alone', '/antom/notify', boat, 'notifyBoat'],
    ['the bare URL, another content', '/antom/notify/', port, 'notifyPort'],
    ['a segment that names no row, by content alone', '/antom/notify/payments', port, 'notifyPort'],
    ['the segment of one row and the content of another', '/antom/notify/notifyBoat', port, 'no-api'],
    ['the segment of a row and no content of any', '/antom/notify/notifyBoat', neither, 'no-api'],
    ['the same, of a row that is no "notify"', '/antom/notify/tide', neither, 'no-api'],
    ['an unknown name that holds "notify"', '/antom/notify/notifyWeather', neither, 'no-api'],
    ['the same in another case', '/antom/notify/authNotify', neither, 'no-api'],
    ['the bare URL, unknown content', '/antom/notify', neither, 'no-api'],
    ['a command', '/antom/notify/userInitiatedPay', neither, 'wrong-url'],
    ['a command with a trailing slash and a query', '/antom/notify/pay/?a=notify', neither, 'wrong-url'],
    ['the root', '/', neither, 'wrong-url'],
    ['a command whose body is no JSON', '/antom/notify/pay', '<xml/>', 'wrong-url'],
    ['a name that objects have by birth', '/antom/notify/constructor', neither, 'wrong-url'],
    ['a row whose schema does not fit', '/antom/notify', '{"boat":{"name":null}}', 'schema'],
    ['no JSON', '/antom/notify', 'boat=Argo', 'not-json'],
    ['an empty body', '/antom/notify/notifyBoat', '', 'not-json'],
    ['no object', '/antom/notify', '[]', 'not-an-object'],
    ['101 levels', '/antom/notify', `{"boat":${'['.repeat(100)}${']'.repeat(100)}}`, 'too-deep'],
    ['a discriminator without one of its values', '/antom/notify', '{"port":"a","type":"LOST"}', 'no-api'],
    ['a discriminator without its field', '/antom/notify', '{"port":"a"}', 'no-api'],
    ['a member that the row lacks', '/antom/notify', '{"boat":{"name":"a"},"port":"b"}', 'no-api'],
    ['members inherited by every object', '/antom/notify', '{"toString":"a"}', 'no-api'],
  ])('%s: %s', (_, uri, body, expected) => {
    expect(outcome(uri, body)).toBe(expected)
  })

  it('never names the API by a public path, which says nothing of it', () => {
    const publicPaths = ['/api/back', '/api/pay', '/api/notifyPort']
    expect(outcome('/api/back', boat, publicPaths)).toBe('notifyBoat')
    expect(outcome('/api/pay', neither, publicPaths)).toBe('no-api')
    expect(outcome('/api/notifyPort', boat, publicPaths)).toBe('notifyBoat')
  })

  it('refuses no bytes: what is not UTF-8 is not understood', () => {
    expect(outcome('/antom/notify', Buffer.from([0xff, 0xfe]))).toBe('not-utf8')
  })

  it('says where the schema does not fit, and quotes no value', () => {
    const recognition = recognise(verifiedRequest('{"boat":{"name":["secret"]}}'), apis, [])
    expect(recognition).toMatchObject({
      kind: 'unrecognised',
      why: { because: 'schema', at: 'notifyBoat boat.name: union' },
      naming: { api: 'unrecognised' },
    })
    expect(JSON.stringify(recognition)).not.toContain('secret')
  })

  it('chooses by content between two rows of one name', () => {
    const inPort = { ...notifyBoat, when: { has: ['boat', 'port'] }, subject: ['port', 'port'] as const }
    const verified = verifiedRequest('{"boat":{"name":"a"},"port":"b"}', { uri: '/x/notifyBoat' })
    expect(recognise(verified, [notifyBoat, inPort], [])).toMatchObject({
      kind: 'recognised',
      naming: { subject: 'port#b' },
    })
  })

  it.each<[PlatformName, string, string]>([
    ['acquirer', 'notifyPayment', 'acq-20251120-000001#S'],
    ['antom', 'notifyPayment', 'order-20251120-0001#PAYMENT_RESULT##S'],
    ['antom', 'notifyPayment.pending', 'order-20251120-0002#PAYMENT_PENDING##S'],
    ['antom', 'notifyPayment.failed', 'order-20251120-0003#PAYMENT_RESULT##F'],
    ['mini-program', 'notifyPayment', '2025112019074101000700000088880001#S'],
    ['worldfirst', 'notifyPayment', 'order-20251120-0001#PAYMENT_RESULT#S'],
  ])('knows the sample %s %s at the bare URL and at its own', (platform, name, identity) => {
    const { body } = sampleOf(platform, name)
    for (const uri of [`/${platform}/notify`, `/${platform}/notify/notifyPayment`]) {
      expect(recognise(verifiedRequest(body, { uri }), notificationsOf(platform), [])).toMatchObject({
        kind: 'recognised',
        naming: { identity },
      })
    }
  })

  it('lets the name in the URL do for a mark that is missing, where the body fits the schema', () => {
    const body = '{"boat":{"name":"a"}}'
    const marked = { ...notifyBoat, when: { has: ['boat', 'flag'] } }
    const at = (uri: string) => recognise(verifiedRequest(body, { uri }), [marked], [])
    expect(at('/x/notifyBoat')).toMatchObject({ kind: 'recognised', api: { name: 'notifyBoat' } })
    expect(at('/x/notify')).toMatchObject({ kind: 'unrecognised', why: { because: 'no-api' } })
  })

  it('keeps a message that names no subject as it is: all such would share one log', () => {
    const nameless = { ...notifyBoat, subject: ['boat', ['id', 'number']] as const }
    expect(recognise(verifiedRequest('{"boat":{"name":"a"}}'), [nameless], [])).toMatchObject({
      kind: 'unrecognised',
      why: { because: 'schema', at: 'notifyBoat subject' },
    })
    const own = { ...notifyBoat, subject: ['boat', ['id', CONTENT]] as const }
    expect(recognise(verifiedRequest('{"boat":{"name":"a"}}'), [own], [])).toMatchObject({
      kind: 'recognised',
    })
  })

  it('knows a row by the segment that it shares with another', () => {
    const twin = {
      ...notifyBoat,
      name: 'notifyBoat.v1',
      segment: 'notifyBoat',
      when: { has: ['boat', 'v1'] },
    }
    const verified = verifiedRequest('{"boat":{"name":"a"},"v1":"b"}', { uri: '/x/notifyBoat' })
    expect(
      recognise(verified, [{ ...notifyBoat, when: { has: ['boat'], lacks: ['v1'] } }, twin], []),
    ).toMatchObject({
      kind: 'recognised',
      api: { name: 'notifyBoat.v1' },
    })
  })
})

describe('matches', () => {
  it('asks for own members with a value', () => {
    expect(matches({ a: 'b' }, { has: ['a'] })).toBe(true)
    expect(matches({ a: undefined }, { has: ['a'] })).toBe(false)
    expect(matches({}, { has: ['constructor'] })).toBe(false)
  })
})
