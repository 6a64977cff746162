import { describe, expect, it } from 'vitest'
import { showing } from '../../tools/inspect/shown.ts'

const SECRET = 'secret-of-somebody'

describe('a header that is shown', () => {
  it.each([
    'Authorization',
    'Proxy-Authorization',
    'Cookie',
    'Set-Cookie',
    'Agent-Token',
    'Access-Token',
    'X-Api-Key',
    'X-Amz-Security-Token',
    'x-client-secret',
  ])('has stars for what gives access, unless the whole is asked for: %s', (name) => {
    const headers = [[name, SECRET]] as const
    expect(showing(false).headers(headers)).toEqual([[name, '****']])
    expect(showing(true).headers(headers)).toEqual(headers)
  })

  it.each(['Signature', 'Client-Id', 'Request-Time', 'Content-Type', 'Alipay-Deadline', 'apigw-requestid'])(
    'is what a refusal is explained with: %s',
    (name) => expect(showing(false).headers([[name, 'x']])).toEqual([[name, 'x']]),
  )
})
