import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editAll, readEdit, valueAt } from '../../tools/alipay/edit-body.ts'

const body = {
  paymentAmount: { currency: 'JPY', value: '10000' },
  goods: [{ name: 'tea' }],
  notifySequence: 7,
}

function edited(message: unknown, ...texts: readonly string[]) {
  const edits = texts.map((text) => readEdit(text) ?? expect.unreachable(`${text} is no edit`))
  return editAll(message, edits)
}

describe('a field', () => {
  it.each<[string, string, unknown]>([
    ['stays a string where the sample has one', 'paymentAmount.value=200', { currency: 'JPY', value: '200' }],
    ['stays a string that looks like JSON', 'paymentAmount.value=null', { currency: 'JPY', value: 'null' }],
    ['is JSON after :=', 'paymentAmount.value:=200', { currency: 'JPY', value: 200 }],
    ['is null after :=', 'paymentAmount.value:=null', { currency: 'JPY', value: null }],
    ['is taken out by nothing', 'paymentAmount.value=', { currency: 'JPY' }],
    ['takes in what has an equals sign', 'paymentAmount.value=a=b', { currency: 'JPY', value: 'a=b' }],
    ['is an object where JSON says so', 'paymentAmount={"currency":"EUR"}', { currency: 'EUR' }],
  ])('%s: %s', (_, text, paymentAmount) => {
    expect(edited(body, text)).toEqual({ body: { ...body, paymentAmount }, remarks: [] })
  })

  it('in a list is named by its place, and one behind the last is added', () => {
    expect(edited(body, 'goods[0].name=milk').body).toMatchObject({ goods: [{ name: 'milk' }] })
    const { body: longer, remarks } = edited(body, 'goods[9].name=milk')
    expect(longer).toMatchObject({ goods: [{ name: 'tea' }, { name: 'milk' }] })
    expect(remarks).toEqual(['the sample has no goods[9].name'])
    expect(edited(body, 'goods[0]=').body).toMatchObject({ goods: [] })
  })

  it('that no sample has is sent all the same, with a remark: JSON where it can be read as JSON', () => {
    expect(edited(body, 'a.b=200', 'c=x').remarks).toEqual(['the sample has no a.b', 'the sample has no c'])
    expect(edited(body, 'a.b=200', 'c=x').body).toEqual({ ...body, a: { b: 200 }, c: 'x' })
  })

  it('elsewhere is JSON, or a string that no JSON reads', () => {
    expect(edited(body, 'notifySequence=8').body).toMatchObject({ notifySequence: 8 })
    expect(edited(body, 'notifySequence=eight').body).toMatchObject({ notifySequence: 'eight' })
  })

  it('after := that is no JSON is a string, with a remark', () => {
    expect(edited(body, 'notifySequence:=eight')).toMatchObject({
      body: { notifySequence: 'eight' },
      remarks: ['notifySequence is no JSON: it is sent as a string'],
    })
  })

  it('of a prototype is a field like any other', () => {
    const { body: odd } = edited({}, '__proto__.polluted=true', 'constructor.x=1')
    expect(JSON.stringify(odd)).toBe('{"__proto__":{"polluted":true},"constructor":{"x":1}}')
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it.each(['', 'x', '=x', '..=x', `${'a.'.repeat(101)}a=x`])('is none in %j', (text) => {
    expect(readEdit(text)).toBeUndefined()
  })

  it('of any path and value never fails, and stands where it says', () => {
    const step = fc.oneof(
      fc.string(),
      fc.nat().map((at) => `[${at}]`),
      fc.constantFrom('goods', '__proto__', '[0]'),
    )
    const text = fc
      .tuple(fc.array(step, { maxLength: 8 }), fc.constantFrom('=', ':='), fc.string())
      .map(([path, sign, value]) => path.join('.') + sign + value)
    fc.assert(
      fc.property(fc.jsonValue(), text, (message, text) => {
        const edit = readEdit(text)
        if (!edit) return
        const { body: after } = editAll(message, [edit])
        expect(() => JSON.stringify(after)).not.toThrow()
        const isPlain = edit.steps.every((one) => typeof one === 'string')
        if (isPlain && edit.text !== '') expect(valueAt(after, edit.path)).toBeDefined()
      }),
    )
  })
})
