import type { Platform } from '../../protocol/platform.ts'

/** Alipay+ → acquirer (ACQP): overview 0. It resends whatever is not S. */
export const acquirer: Platform = {
  name: 'acquirer',
  algorithms: ['RSA256', 'ECC256'],
  responseTime: 'seconds',
  contentTypeRequired: false,
  echoesAgentToken: true,
  answers: {
    acknowledged: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
    sendAgain: {
      resultCode: 'UNKNOWN_EXCEPTION',
      resultStatus: 'U',
      resultMessage: 'An API call failed, which is caused by unknown reasons.',
    },
    notGenuine: {
      resultCode: 'INVALID_SIGNATURE',
      resultStatus: 'F',
      resultMessage: 'The signature is invalid.',
    },
    unknownClient: {
      resultCode: 'INVALID_CLIENT',
      resultStatus: 'F',
      resultMessage: 'The client is invalid.',
    },
  },
}
