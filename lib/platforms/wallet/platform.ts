import type { Platform } from '../../protocol/platform.ts'

/** Alipay+ → mobile wallet (MPP), tax refund included: overview 1. It sends commands only. */
export const wallet: Platform = {
  name: 'wallet',
  algorithms: ['RSA256'],
  responseTime: 'seconds',
  contentTypeRequired: false,
  echoesAgentToken: false,
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
