import type { Platform } from '../../protocol/platform.ts'

/** Wallet or super-app → mini-program owner: overview 3. F ends its resends, so that nothing but S and U leaves here. */
export const miniProgram: Platform = {
  name: 'mini-program',
  algorithms: ['RSA256', 'ECC224'],
  responseTime: 'milliseconds',
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
      resultCode: 'UNKNOWN_EXCEPTION',
      resultStatus: 'U',
      resultMessage: 'An API call failed, which is caused by unknown reasons.',
    },
    unknownClient: {
      resultCode: 'UNKNOWN_EXCEPTION',
      resultStatus: 'U',
      resultMessage: 'An API call failed, which is caused by unknown reasons.',
    },
  },
}
