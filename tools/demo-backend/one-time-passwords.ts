import type { sendOTP as sendRow } from '../../lib/platforms/wallet/sendOTP.ts'
import type { verifyOTP as verifyRow } from '../../lib/platforms/wallet/verifyOTP.ts'
import { type Key, keyFor, type Owner } from './key.ts'
import { failure, success } from './outcomes.ts'
import type { Act } from './store.ts'
import { granteeOf } from './tokens.ts'

interface OneTimePassword {
  readonly customerId: string
  readonly wrongGuesses: number
}

/** No message goes out here, so that everybody's password is this. */
const PASSWORD = '482913'
const MAX_WRONG_GUESSES = 5

/** "Sends" a password; each call another. */
export const sendOTP: Act<typeof sendRow> = async (command, transaction) => {
  const grantee = await granteeOf(command.request.accessToken, command, transaction)
  if ('code' in grantee) return failure(grantee.code)
  const verifyRequestId = `otp-${command.idempotencyKey}`
  transaction.write(passwordAt(command, verifyRequestId), {
    customerId: grantee.customerId,
    wrongGuesses: 0,
  })
  return { result: success, verifyRequestId }
}

/** Checks a guess of the user whom the password was sent to. */
export const verifyOTP: Act<typeof verifyRow> = async (command, transaction) => {
  const { accessToken, verifyRequestId, otpValue } = command.request
  const at = passwordAt(command, verifyRequestId)
  const sent = await transaction.read(at)
  const grantee = await granteeOf(accessToken, command, transaction)
  if ('code' in grantee) return failure(grantee.code)
  const wrong = failure('USER_PAYMENT_VERIFICATION_FAILED')
  if (sent?.customerId !== grantee.customerId || sent.wrongGuesses >= MAX_WRONG_GUESSES) return wrong
  if (otpValue === PASSWORD) return { result: success }
  transaction.write(at, { ...sent, wrongGuesses: sent.wrongGuesses + 1 })
  return wrong
}

function passwordAt(owner: Owner, verifyRequestId: string): Key<OneTimePassword> {
  return keyFor(owner, 'password', verifyRequestId)
}
