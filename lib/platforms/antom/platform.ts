import type { Platform } from '../../protocol/platform.ts'

/** Alipay Global / AMS / Antom → merchant: overview 2. Only the acknowledgement below, to the letter, ends its resends. */
export const antom: Platform = {
  name: 'antom',
  algorithms: ['RSA256', 'ECC224'],
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
