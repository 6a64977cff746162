import { expect, it } from 'vitest'
import { isRecorded } from '../../../lib/commands/is-recorded.ts'
import { applyToken } from '../../../lib/platforms/wallet/applyToken.ts'
import { commandRequest, commandSampleOf, keyOf } from '../../support/request/command-samples.ts'

const request = (name: string) =>
  commandRequest('wallet', 'applyToken', commandSampleOf('wallet', name).request)

it('gives the same token for a code that comes again', () => {
  expect(isRecorded(applyToken, request('applyToken'))).toBe(true)
  const code = { ...request('applyToken'), authCode: 'another' }
  expect(keyOf('wallet', 'applyToken', code)).not.toBe(keyOf('wallet', 'applyToken', request('applyToken')))
})

it('asks the wallet what a refresh token stands for, each time', () => {
  expect(isRecorded(applyToken, request('applyToken.refresh'))).toBe(false)
})
