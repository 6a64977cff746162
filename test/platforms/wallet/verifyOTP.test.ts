import { expect, it } from 'vitest'
import { nameOperation } from '../../../lib/commands/name-operation.ts'
import { verifyOTP } from '../../../lib/platforms/wallet/verifyOTP.ts'
import { commandRequest, commandSampleOf } from '../../support/request/command-samples.ts'

const sample = JSON.parse(commandSampleOf('wallet', 'verifyOTP').request.toString())
const keyOf = (message: object) =>
  nameOperation(
    verifyOTP,
    commandRequest('wallet', 'verifyOTP', JSON.stringify(message)),
    'wallet',
    'CLIENT_1',
  ).key

it('answers a guess for itself: a wrong one is not the outcome of the next', () => {
  expect(keyOf({ ...sample, otpValue: '000000' })).not.toBe(keyOf(sample))
})

it('answers a repeat of a guess as it did, also where the password has another name', () => {
  const { otpValue, ...rest } = sample
  expect(keyOf({ ...rest, otp: otpValue })).toBe(keyOf({ otp: otpValue, ...rest }))
  expect(keyOf({ ...rest, otp: otpValue })).not.toBe(keyOf({ ...rest, otp: '000000' }))
})
