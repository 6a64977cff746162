import { describe, expect, it } from 'vitest'
import { eventOf } from '../../lib/notifications/event.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { entryAfter, messageOf } from '../support/request/messages.ts'
import { samples } from '../support/request/samples.ts'

const canaries = { refreshToken: 'canary', cvv: 'canary', extendInfo: '{"otp":"canary"}' }

/** The message with credentials that no page names, in each of its objects. */
function laced(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(laced)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, laced(member)] as const)
  return { ...Object.fromEntries(members), ...canaries }
}

/** Everything of a message that leaves its receipt, in keys, logs and events. */
function told(platform: PlatformName, body: Buffer): string {
  const { receipt, understanding, ...naming } = messageOf(platform, body)
  const { subjectKey, receiptKey } = receipt
  const event = eventOf(receipt, entryAfter(undefined, receipt, understanding), understanding)
  return JSON.stringify({ naming, subjectKey, receiptKey, event })
}

describe('what falls away', () => {
  it.each(samples)('of $platform $name is each credential that no page names', ({ platform, body }) => {
    const message = Buffer.from(JSON.stringify(laced(JSON.parse(body.toString()))))
    expect(message.toString()).toContain('canary')
    expect(told(platform, message)).not.toContain('canary')
  })

  it('of the samples is credentials, and nothing else', () => {
    const fallen = samples.map(({ platform, name, body }) => {
      const { redacted } = messageOf(platform, body).understanding
      return [`${platform}/${name}`, redacted] as const
    })
    expect(Object.fromEntries(fallen.filter(([, redacted]) => redacted.length > 0))).toEqual({
      'acquirer/authNotify': ['accessToken'],
      'antom/notifyAuthorization': ['authCode'],
      'antom/notifyAuthorization.token_canceled': ['accessToken'],
      'antom/notifyVaulting': ['paymentMethodDetail.card.cardToken'],
      'worldfirst/notifyBindBeneficiary': ['beneficiary.beneficiaryToken'],
    })
  })
})
