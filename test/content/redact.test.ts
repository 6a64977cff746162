import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCredential, redact } from '../../lib/content/redact.ts'

describe('isCredential', () => {
  it.each([
    ...['token', 'accessToken', 'refreshToken', 'cardToken', 'acquirerCardToken', 'beneficiaryToken'],
    ...[
      'grantToken',
      'Token',
      'TOKEN',
      'access_token',
      'access-token',
      'accesstoken',
      'tokens',
      'tokenValue',
    ],
    ...['deviceTokenId', 'tokenInfo', 'clientSecret', 'secretKey', 'password', 'payPasswd', 'loginPwd'],
    ...['cvv', 'CVV', 'cvv2', 'cardCvv', 'cvc', 'authCode', 'AuthCode', 'authcode', 'authorizationCode'],
    ...['cardNo', 'cardNO', 'bankCardNo', 'cardNumber', 'card_number', 'pan', 'otp', 'otpValue', 'OTPValue'],
    ...['pin', 'securityCode', 'privateKey', 'apiKey', 'cryptogram', 'credentials', 'unmaskedCardNo'],
    ...['tokenTypeSecret', 'dateToken', 'cvc2', 'cvn2', 'cardCvn', 'cardNo1', 'cardNumber2', 'otp1', 'pin2'],
  ])('%s is one', (name) => {
    expect(isCredential(name)).toBe(true)
  })

  it.each([
    ...['paymentMethodType', 'cardBrand', 'cardStatus', 'cardholderId', 'card', 'cardBin', 'cardNotPresent'],
    ...['tokenExpiryTime', 'accessTokenExpiryTime', 'refreshTokenExpiryTime', 'tokenType', 'tokenStatus'],
    ...[
      'maskedCardNo',
      'cardNoMask',
      'cardNumberMasked',
      'cardNoLast4',
      'cvvResultRaw',
      'last4',
      'expiryMonth',
    ],
    ...[
      'authorizationNotifyType',
      'authClientId',
      'authState',
      'authExpiryTime',
      'idempotencyKey',
      'accountNo',
    ],
    ...['resultCode', 'reasonCode', 'purposeCode', 'countryCode', 'productCode', 'errorCode', 'codeValue'],
    ...[
      'shippingFee',
      'companyName',
      'spin',
      'footprint',
      'paymentRequestId',
      'customerId',
      'constructor',
      '',
    ],
  ])('%s is none', (name) => {
    expect(isCredential(name)).toBe(false)
  })

  it('costs next to nothing, however long a name is', () => {
    for (const name of [`${'token-'.repeat(100_000)}type${'-a'.repeat(100_000)}`, 'A'.repeat(1_000_000)])
      expect(isCredential(name)).toBe(true)
    expect(isCredential('a'.repeat(128))).toBe(false)
  })
})

describe('redact', () => {
  it('leaves out what is named like a credential at any depth, and says where it was', () => {
    const body = {
      id: 'p1',
      token: 't',
      card: { cardNo: '4', brand: 'VISA', expiry: { cvv: '1' } },
      list: [{ token: 'a', n: '1' }, { token: 'b' }, 'x', null],
      tokens: [{ value: 'v' }],
    }
    expect(redact(body, [])).toEqual({
      body: { id: 'p1', card: { brand: 'VISA', expiry: {} }, list: [{ n: '1' }, {}, 'x', null] },
      redacted: ['card.cardNo', 'card.expiry.cvv', 'list[].token', 'token', 'tokens'],
    })
  })

  it('leaves out the fields named, and a text that stands in place of what they are in', () => {
    const secretFields = ['method.id', 'list[].id', 'info', 'text.id', 'texts[].id']
    const body = {
      method: { id: '1', type: 'CARD' },
      list: [{ id: '2' }, 'id=2'],
      info: { a: 'b' },
      text: 'id=1',
      texts: 'id=2',
      id: '3',
    }
    expect(redact(body, secretFields)).toEqual({
      body: { method: { type: 'CARD' }, list: [{}], id: '3' },
      redacted: ['info', 'list[]', 'list[].id', 'method.id', 'text', 'texts'],
    })
  })

  it('leaves out a text that is JSON with a credential in it, and no other', () => {
    const json = (value: unknown) => ` ${JSON.stringify(value)}`
    const body = {
      extendInfo: json({ a: [{ refreshToken: 't' }] }),
      metadata: json([json({ cardToken: 't' })]),
      twice: json(json({ cardToken: 't' })),
      list: [json({ token: 't' }), json({ n: 1 })],
      deep: `${'['.repeat(200)}{"token":"t"}${']'.repeat(200)}`,
      harmless: json({ tokenExpiryTime: 't' }),
      cut: '{"cardToken":"t',
      note: '[Sale] two tokens of love',
      title: '[Sale] shoes',
      quoted: '"Sale" of shoes',
    }
    expect(redact(body, [])).toEqual({
      body: { list: [json({ n: 1 })], harmless: body.harmless, title: body.title, quoted: body.quoted },
      redacted: ['cut', 'deep', 'extendInfo', 'list[]', 'metadata', 'note', 'twice'],
    })
  })

  it('finds a credential wherever it stands, and leaves everything else as it was', () => {
    const name = fc.constantFrom('id', 'list', 'card', 'a.b', '__proto__', 'tokenType')
    const secret = fc
      .constantFrom('token', 'cardNo', 'otp', 'clientSecret')
      .map((key) => ({ [key]: 'canary' }))
    const { body } = fc.letrec<{ body: Record<string, unknown>; value: unknown }>((tie) => ({
      body: fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('x', true, null),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('body'),
        secret,
        secret.map((one) => JSON.stringify(one)),
      ),
    }))
    fc.assert(
      fc.property(body, (sent) => {
        const { body: kept, redacted } = redact(sent as never, [])
        const leaks = JSON.stringify(sent).includes('canary')
        expect(JSON.stringify(kept)).not.toContain('canary')
        expect(redacted.length > 0).toBe(leaks)
        if (!leaks) expect(kept).toEqual(sent)
      }),
      { numRuns: 1_000 },
    )
  })
})
