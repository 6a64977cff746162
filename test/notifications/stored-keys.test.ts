import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { nameBy } from '../../lib/content/naming.ts'
import { receiptKeyOf } from '../../lib/notifications/name-message.ts'
import { recognise } from '../../lib/notifications/recognise.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { forEvery } from '../support/for-every.ts'
import { inquirySamples } from '../support/request/inquiry-samples.ts'
import { samples } from '../support/request/samples.ts'
import { verifiedRequest } from '../support/request/verified-request.ts'

const stored: Record<string, { readonly subjectKey: string }> = JSON.parse(
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

it(
  'the answer to an inquiry lies beside the notifications that it settles, under the name of its row',
  forEvery(inquirySamples, ({ platform, api, request }) => {
    const [kind, field] = api.subject
    const subject = `${kind}#${nameBy([field], request, api)}`
    const keys = receiptKeyOf(platform, 'CLIENT_1', { api: api.name, subject, identity: 'SUCCESS' })
    expect(keys.receiptKey).toBe(`receipt#${api.name}#SUCCESS`)
    const beside = api.settles.map((name) => stored[`${platform}/${name}`]?.subjectKey)
    expect(beside).toContain(keys.subjectKey)
  }),
)

it('no inquiry was given another name: receipts lie under it', () => {
  expect(inquirySamples.map(({ platform, api }) => `${platform}/${api.name}`)).toEqual([
    'acquirer/inquiryPayment',
    'acquirer/inquireOriginalCredit',
    'antom/inquiryPayment',
    'antom/inquiryRefund',
    'antom/inquireDirectRefund',
    'antom/inquirePayout',
    'antom/inquireVaulting',
    'mini-program/inquiryPayment',
    'mini-program/inquiryPayment.v1',
    'worldfirst/inquiryTransfer',
    'worldfirst/inquiryPayout',
    'worldfirst/inquiryTransfer.marketplace',
    'worldfirst/inquiryExchange',
    'worldfirst/queryInvoice',
  ])
})

it('every stored key has its sample', () => {
  expect(Object.keys(stored).sort()).toEqual(
    samples.map(({ platform, name }) => `${platform}/${name}`).sort(),
  )
})
