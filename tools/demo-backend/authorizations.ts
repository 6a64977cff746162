import { hash } from 'node:crypto'
import type { applyToken as applyRow } from '../../lib/platforms/wallet/applyToken.ts'
import type { prepare as prepareRow } from '../../lib/platforms/wallet/prepare.ts'
import type { Owner } from './key.ts'
import { failure, success } from './outcomes.ts'
import type { Act, Transaction } from './store.ts'
import { timeText } from './time.ts'
import { customerOf, granteeOf, issueTokens, revoke } from './tokens.ts'

/** The page where the user would agree. A repeat is given the same. */
export const prepare: Act<typeof prepareRow> = async ({ platform, clientId, request }) => {
  const { authClientId, referenceAgreementId, authState } = request
  const asked = [platform, clientId, authClientId, referenceAgreementId, authState]
  const ticket = hash('sha256', JSON.stringify(asked), 'base64url')
  return { result: success, authUrl: `https://wallet.example.com/authorize?ticket=${ticket}` }
}

/** Exchanges a code or a refresh token for a pair of tokens. A repeated code is given the same pair. */
export const applyToken: Act<typeof applyRow> = async (command, transaction) => {
  const { grantType, authCode, refreshToken } = command.request
  const text = grantType === 'REFRESH_TOKEN' ? refreshToken : authCode
  if (!text) return failure('PARAM_ILLEGAL')
  const grantee =
    text === refreshToken ? await granteeOf(text, command, transaction) : { customerId: customerOf(text) }
  if ('code' in grantee) return failure(grantee.code)
  const issued = issueTokens(grantee.customerId, command, transaction)
  return {
    result: success,
    accessToken: issued.accessToken,
    accessTokenExpiryTime: timeText(issued.accessExpires),
    refreshToken: issued.refreshToken,
    refreshTokenExpiryTime: timeText(issued.refreshExpires),
    customerId: grantee.customerId,
  }
}

/** Serves both platforms that have it. */
export async function cancelToken(
  command: Owner & { readonly request: { readonly accessToken: string } },
  transaction: Transaction,
) {
  await revoke(command.request.accessToken, command, transaction)
  return { result: success }
}
