import { expect, it } from 'vitest'
import { nameOperation } from '../../../lib/commands/name-operation.ts'
import { prepare } from '../../../lib/platforms/wallet/prepare.ts'
import { commandRequest, commandSampleOf } from '../../support/command-samples.ts'

const { authState, ...stateless } = JSON.parse(commandSampleOf('wallet', 'prepare').request.toString())
const keyOf = (message: object) =>
  nameOperation(prepare, commandRequest('wallet', 'prepare', JSON.stringify(message)), 'wallet', 'CLIENT_1')
    .key

it('gives a repeat the same page', () => {
  expect(keyOf({ ...stateless, authState, passThroughInfo: 'new' })).toBe(keyOf({ ...stateless, authState }))
})

it.each([
  ['state', { authState: 'of another user' }],
  ['agreement', { authState, referenceAgreementId: 'another' }],
  ['message, where neither is there', { authRedirectUrl: 'https://merchant.example.com/another' }],
])('gives another %s another page, though the merchant is the same', (_, changes) => {
  expect(keyOf({ ...stateless, ...changes })).not.toBe(keyOf({ ...stateless, authState }))
  expect(keyOf({ ...stateless, ...changes })).not.toBe(keyOf(stateless))
})
