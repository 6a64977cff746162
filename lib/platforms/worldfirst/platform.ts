import type { Platform } from '../../protocol/platform.ts'

/** WorldFirst → customer: overview 4. F ends its resends, so that nothing but S and U leaves here. */
export const worldfirst: Platform = {
  name: 'worldfirst',
  algorithms: ['RSA256', 'ECC224'],
  responseTime: 'seconds',
  contentTypeRequired: true,
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
