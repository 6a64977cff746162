import { expect, it } from 'vitest'
import { isRecorded } from '../../../lib/commands/is-recorded.ts'
import { prepare } from '../../../lib/platforms/wallet/prepare.ts'
import { commandRequest, commandSampleOf } from '../../support/request/command-samples.ts'

it('is asked of the wallet each time: who binds anew gets a page that still stands', () => {
  const request = commandRequest('wallet', 'prepare', commandSampleOf('wallet', 'prepare').request)
  expect(isRecorded(prepare, request)).toBe(false)
})
