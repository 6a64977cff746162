import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { receiptKeyOf } from '../../lib/notifications/name-message.ts'
import { recognise } from '../../lib/notifications/recognise.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { samples } from '../support/request/samples.ts'
import { verifiedRequest } from '../support/request/verified-request.ts'

const stored: Record<string, unknown> = JSON.parse(
  readFileSync(new URL('../../docs/vectors/receipt-keys.json', import.meta.url), 'utf8'),
)

it.each(samples)(
  'the keys of $platform $name are those of the receipts that are already stored',
  (sample) => {
    const { platform, name, body } = sample
    const recognition = recognise(verifiedRequest(body), notificationsOf(platform), [])
    if (recognition.kind === 'wrong-url') throw new Error('no receipt')
    expect(receiptKeyOf(platform, 'CLIENT_1', recognition.naming)).toEqual(stored[`${platform}/${name}`])
  },
)

it('every stored key has its sample', () => {
  expect(Object.keys(stored).sort()).toEqual(
    samples.map(({ platform, name }) => `${platform}/${name}`).sort(),
  )
})
