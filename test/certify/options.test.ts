import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { apisByPath, newMessages } from '../../tools/certify/messages.ts'
import { type Given, planOf } from '../../tools/certify/options.ts'
import { ruleNames } from '../../tools/certify/rules.ts'
import { terminal } from '../../tools/terminal/terminal.ts'

const url = 'http://localhost:8080'

/** Of the demo backend where there is none. */
function plan(given: Partial<Given> = {}, backend: string | null = url, env = {}) {
  const wrong = (line: string): never => {
    throw new Error(`usage: ${line}`)
  }
  return planOf(backend ?? undefined, { amount: '1000', currency: 'JPY', ...given }, { terminal, env, wrong })
}

describe('a command line', () => {
  it('names a backend', () => {
    expect(plan()).toMatchObject({ backend: url, name: url, isLocal: true, patience: 'compressed' })
    expect(plan({}, `${url}/`).backend).toBe(url)
    expect(plan({}, 'https://sandbox.example.com/alipay')).toMatchObject({ isLocal: false })
    expect(plan({ self: true }, null)).toMatchObject({ name: 'the demo backend' })
  })

  it('may name APIs, platforms and rules', () => {
    expect(plan().paths).toHaveLength(apisByPath.size)
    expect(plan({ apis: 'refund,pay' }).paths).toEqual(['wallet/pay', 'wallet/refund'])
    expect(plan({ apis: 'cancelToken' }).paths).toEqual(['mini-program/cancelToken', 'wallet/cancelToken'])
    expect(plan({ apis: 'mini-program,wallet/pay' }).paths).toEqual([
      'mini-program/cancelToken',
      'wallet/pay',
    ])
    expect(plan().rules).toEqual(ruleNames)
    expect(plan({ rules: 'sums,cancel' }).rules).toEqual(['sums', 'cancel'])
  })

  it.each<[string, Partial<Given>, string | null, object]>([
    ['name the URL of a backend, or --self', {}, null, {}],
    ['name the URL of a backend, or --self', { self: true }, url, {}],
    ['must be the URL of https', {}, 'http://example.com', {}],
    ['must be the URL of https', {}, 'ftp://localhost', {}],
    ['did you mean refund?', { apis: 'pay,refnud' }, url, {}],
    ['no rule is named "sum": did you mean sums?', { rules: 'sum' }, url, {}],
    ['--amount must be', { amount: '10.5' }, url, {}],
    ['--amount must be', { amount: '99' }, url, {}],
    ['--currency must be', { currency: 'yen' }, url, {}],
    ['--set must be', { set: ['customerId'] }, url, {}],
    ['LOCAL_DIR has secrets', { clientId: 'X' }, url, { LOCAL_DIR: '.local' }],
  ])('that is wrong is one line: %s', (line, given, backend, env) => {
    expect(() => plan(given, backend, env)).toThrow(line)
  })
})

describe('a credential', () => {
  function file(text: string): string {
    const dir = mkdtempSync(join(tmpdir(), 'alipay-receiver-'))
    onTestFinished(() => rmSync(dir, { recursive: true }))
    writeFileSync(join(dir, 'backend.json'), text)
    return join(dir, 'backend.json')
  }

  it('stands in a file, as in the secret', () => {
    const bearer = 'a-token-of-the-backend'
    expect(plan({ credential: file(JSON.stringify({ bearer })) }).credential).toEqual({ bearer })
  })

  it.each([
    ['{"bearer": "short-secret"}', 'must be at least 16 characters'],
    ['{"bearer": "short-secret"', 'it is no JSON'],
    ['{"token": "short-secret"}', 'must have either bearer or signatureKey'],
  ])('that cannot be used is a line without it: %s', (text, line) => {
    const refuse = () => plan({ credential: file(text) })
    expect(refuse).toThrow(line)
    expect(refuse).not.toThrow('short-secret')
  })
})

describe('a field that is set', () => {
  const body = (path: string, ...set: readonly string[]) => {
    const { testData } = plan({ set })
    return Object(newMessages(testData)(path, 'id').body)
  }

  it('is set in every message that has it', () => {
    expect(body('wallet/pay', 'paymentMethod.customerId=7').paymentMethod).toMatchObject({ customerId: '7' })
    expect(body('wallet/refund', 'acquirerId=a=b').acquirerId).toBe('a=b')
    expect(body('wallet/refund', 'paymentMethod.customerId=7').paymentMethod).toBeUndefined()
  })

  it('is added where its API is named, and taken away where it is empty', () => {
    expect(body('wallet/pay', 'pay:passThroughInfo=x').passThroughInfo).toBe('x')
    expect(body('wallet/pay', 'pay:a.b.c=x').a).toEqual({ b: { c: 'x' } })
    const { paymentMethod } = body('wallet/pay', 'paymentMethod.customerId=')
    expect(JSON.stringify(paymentMethod)).not.toContain('customerId')
  })

  it('must be of some message', () => {
    expect(() => plan({ set: ['nobody=1'] })).toThrow('--set nobody: no message has this field')
    expect(() => plan({ set: ['pai:x=1'] })).toThrow('no API is named pai')
  })

  it('leaves the amount whole: nothing that the sample converted it to contradicts it', () => {
    const { paymentAmount, order, ...others } = body('wallet/pay')
    expect([paymentAmount, order.orderAmount]).toEqual(Array(2).fill({ currency: 'JPY', value: '1000' }))
    expect(others).not.toHaveProperty('payToAmount')
    expect(others).not.toHaveProperty('paymentQuote')
  })
})
