import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const code = sampleOf('antom', 'notifyAuthorization')
const cancelled = sampleOf('antom', 'notifyAuthorization.token_canceled')
const created = variantOf(cancelled, { authorizationNotifyType: 'TOKEN_CREATED', authState: 'STATE' })

describe('notifyAuthorization of antom', () => {
  it('leaves a cancelled token cancelled when its creation comes late', () => {
    expect(stepsOf('antom', [cancelled.body, created])).toEqual([
      'changed to TOKEN_CANCELED',
      'stale at TOKEN_CANCELED',
    ])
  })

  it('tells of a token under one subject, of a code that has none yet under another, and hides both', () => {
    const [ofCode, ofToken, ofItsEnd] = [code.body, created, cancelled.body].map((body) =>
      messageOf('antom', body),
    )
    expect(ofToken?.subject).toMatch(/^authorization#sha256:/)
    expect(ofItsEnd?.subject).toBe(ofToken?.subject)
    expect(ofCode?.subject).toMatch(/^authorization#sha256:/)
    expect(ofCode?.subject).not.toBe(ofToken?.subject)
  })
})
