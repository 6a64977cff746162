import { describe, expect, it } from 'vitest'
import { readSecret } from '../../lib/keys/secret/read-secret.ts'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { clientEntry, secretOf } from './secrets.ts'

/** The client A of a secret whose entry names this gateway. */
function readWith(gateway: unknown, platform: Platform = antom) {
  const { clients, problems } = readSecret([secretOf({ A: clientEntry({ gateway }) })], platform)
  const keys = clients.get('A')
  return {
    keys: keys === 'unreadable' ? undefined : keys,
    lines: problems.map(({ path, message }) => `${path}: ${message}`),
  }
}

describe("a client's gateway", () => {
  it.each([acquirer, antom, miniProgram, worldfirst])('is where $name is asked', (platform) => {
    const gateway = 'https://open-sea-global.alipay.com/ams'
    expect(readWith(gateway, platform)).toMatchObject({ keys: { gateway }, lines: [] })
  })

  it.each([
    ['https://open-sea-global.alipay.com/ams/sandbox', 'https://open-sea-global.alipay.com/ams/sandbox'],
    ['https://open-sea-global.alipay.com/ams/', 'https://open-sea-global.alipay.com/ams'],
    ['https://open-sea.alipayplus.com', 'https://open-sea.alipayplus.com'],
    ['http://127.0.0.1:8443/ams', 'http://127.0.0.1:8443/ams'],
    ['http://[::1]:8443', 'http://[::1]:8443'],
  ])('may be %s', (written, gateway) => {
    expect(readWith(written)).toMatchObject({ keys: { gateway }, lines: [] })
  })

  it('need not be there', () => {
    const { clients, problems } = readSecret([secretOf({ A: clientEntry() })], antom)
    expect(clients.get('A')).not.toHaveProperty('gateway')
    expect(problems).toEqual([])
  })

  it('means nothing where nothing can be asked', () => {
    const { keys, lines } = readWith('https://open-sea.alipayplus.com', wallet)
    expect(lines).toEqual(['wallet clients.A.gateway: is ignored: it means nothing here'])
    expect(keys).not.toHaveProperty('gateway')
  })
})

describe('a wrong gateway is named by its place, is not quoted, and leaves the keys in use', () => {
  const noBase =
    'must be a URL such as https://open-sea-global.alipay.com/ams, without user, query and fragment (http is for 127.0.0.1, localhost and [::1] only)'
  const path = 'must have a path of letters, digits and . _ ~ - alone: it is signed'
  const whole = 'must end before the path of an API, such as https://open-sea-global.alipay.com/ams'

  it.each<[string, unknown, string]>([
    ['null', null, noBase],
    ['the URL of an API', 'https://open-sea-global.alipay.com/ams/api/v1/payments/inquiryPayment', whole],
    ['what all APIs of a version begin with', 'https://open-sea-global.alipay.com/ams/api/v1/', whole],
    ['an object', { url: 'https://open-sea.alipay.com' }, noBase],
    ['a host alone', 'open-sea-global.alipay.com', noBase],
    ['plain http', 'http://open-sea-global.alipay.com/ams', noBase],
    ['a host that begins like this machine', 'http://127.0.0.1.example.com', noBase],
    ['a user', 'https://hunter2@open-sea.alipay.com', noBase],
    ['a password', 'https://:hunter2@open-sea.alipay.com', noBase],
    ['a query', 'https://open-sea.alipay.com/ams?key=hunter2', noBase],
    ['an empty query', 'https://open-sea.alipay.com/ams?', noBase],
    ['a fragment', 'https://open-sea.alipay.com/ams#', noBase],
    ['a space in the path', 'https://open-sea.alipay.com/ams /hunter2', path],
    ['an escape in the path', 'https://open-sea.alipay.com/%61ms', path],
    ['two slashes in the path', 'https://open-sea.alipay.com//ams', path],
  ])('%s', (_, gateway, mistake) => {
    const { keys, lines } = readWith(gateway)
    expect(lines).toEqual([`antom clients.A.gateway: ${mistake}`])
    expect(keys?.signing.version).toBe('1')
    expect(keys).not.toHaveProperty('gateway')
  })
})
