import { describe, expect, it } from 'vitest'
import { digestOfContent, sha256 } from '../../lib/content/digest.ts'
import { CONTENT, clientKey, nameBy, textOf } from '../../lib/content/naming.ts'

const body = { id: 'p1', number: 'n1', token: 'hunter2', kind: 'a#b', amount: { value: '1' } }

describe('nameBy', () => {
  it('joins the parts, each percent-encoded, an absent one as nothing', () => {
    expect(nameBy(['id', 'absent', 'kind', 'amount.value'], body, {})).toBe('p1##a%23b#1')
  })

  it('takes of several fields the first that is there and says something', () => {
    const part = ['absent', 'empty', 'number', 'id']
    expect(nameBy([part, 'id'], { ...body, empty: '' }, {})).toBe('n1#p1')
  })

  it('hashes a secret field, one that is named like a credential, a part over 256 bytes, and a name over 768', () => {
    expect(nameBy(['id', 'token'], body, { secretFields: ['token'] })).toBe(`p1#sha256:${sha256('hunter2')}`)
    expect(nameBy(['token', 'card.authCode'], { token: 'hunter2', card: { authCode: 'c1' } }, {})).toBe(
      `sha256:${sha256('hunter2')}#sha256:${sha256('c1')}`,
    )
    const long = { id: 'x'.repeat(257), number: '#'.repeat(256) }
    expect(nameBy(['id'], long, {})).toBe(`sha256:${sha256(long.id)}`)
    expect(nameBy(['number'], long, {})).toBe('%23'.repeat(256))
    expect(nameBy(['number', 'number'], long, {})).toMatch(/^sha256-name:[\w-]{43}$/)
  })
})

describe('textOf', () => {
  it('gives the digest of the content where that names, without what a resend may change', () => {
    expect(textOf(['absent', CONTENT], body, {})).toBe(`content:${digestOfContent(body, [])}`)
    expect(textOf(CONTENT, body, { volatileFields: ['id'] })).toBe(digestOfContent(body, ['id']))
  })

  it('is another for each kind of value, whatever text is written to look like one', () => {
    const secret = { secretFields: ['id'] }
    const half = '\ud800'
    expect(textOf('id', { id: half }, secret)).not.toBe(textOf('id', { id: JSON.stringify(half) }, secret))

    const parts = [['id'], ['id', 'kind', 'number']] as const
    const long = { id: '#'.repeat(256), kind: 'b', number: 'c' }
    const joined = `${'%23'.repeat(256)}#b#c`
    expect(nameBy(parts[1], long, {})).not.toBe(nameBy(parts[0], { id: joined }, {}))

    const idOrContent = ['id', CONTENT]
    const nameless = { kind: 'a' }
    expect(textOf(idOrContent, nameless, {})).not.toBe(
      textOf(idOrContent, { id: digestOfContent(nameless, []) }, {}),
    )
  })

  it('is empty where no field is there', () => {
    expect(textOf(['absent', 'amount', 'constructor'], body, {})).toBe('')
  })
})

describe('clientKey', () => {
  it('keeps apart clients whose ids and names look alike in a row', () => {
    expect(clientKey('wallet', 'A', 'b#c')).toBe('wallet#A#b#c')
    expect(clientKey('wallet', 'A#b', 'c')).toBe('wallet#A%23b#c')
  })
})
