import type { Platform } from '../../protocol/platform.ts'
import { refusingAnswers } from '../answers.ts'

/**
 * Alipay+ to wallets (MPP), tax refund included. It sends commands only:
 * https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_mpp_beta/integration
 */
export const wallet: Platform = {
  name: 'wallet',
  algorithms: ['RSA256'],
  responseTime: 'seconds',
  requestTime: 'seconds',
  contentTypeRequired: false,
  echoesAgentToken: false,
  encrypts: false,
  sendsCommands: true,
  answersInquiries: false,
  answers: refusingAnswers,
}
