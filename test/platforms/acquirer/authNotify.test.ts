import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const cancelled = sampleOf('acquirer', 'authNotify')
const created = variantOf(cancelled, { authorizationNotifyType: 'TOKEN_CREATED', refreshToken: 'REFRESH' })
const withCode = (authCode: string) =>
  variantOf(cancelled, {
    authorizationNotifyType: 'AUTHCODE_CREATED',
    accessToken: null,
    authCode,
    authState: 'STATE',
  })

describe('authNotify of acquirer', () => {
  it('tells of a token and of its end under one subject, which hides the token', () => {
    const { subject } = messageOf('acquirer', cancelled.body)
    expect(messageOf('acquirer', created).subject).toBe(subject)
    expect(subject).toMatch(/^authorization#sha256:/)
  })

  it('leaves a cancelled token cancelled when its creation comes late', () => {
    expect(stepsOf('acquirer', [cancelled.body, created])).toEqual([
      'changed to TOKEN_CANCELED',
      'stale at TOKEN_CANCELED',
    ])
  })

  it('names a code that has no token yet by the code, and hides it', () => {
    const { subject, identity, understanding } = messageOf('acquirer', withCode('CODE'))
    expect(subject).toMatch(/^authorization#sha256:/)
    expect(`authorization#${identity}`).toBe(`${subject}#AUTHCODE_CREATED`)
    expect(messageOf('acquirer', withCode('OTHER')).subject).not.toBe(subject)
    expect(JSON.stringify(understanding)).not.toContain('"CODE"')
    expect(understanding).toMatchObject({ state: 'AUTHCODE_CREATED', body: { authState: 'STATE' } })
  })
})
