import type { Platform } from '../../protocol/platform.ts'
import { refusingAnswers } from '../answers.ts'

/**
 * Antom (AMS, Alipay Global) to merchants. Only the fixed acknowledgement, to the letter, ends its resends:
 * https://docs.antom.com/ac/ams/api_fund
 */
export const antom: Platform = {
  name: 'antom',
  algorithms: ['RSA256', 'ECC224'],
  responseTime: 'seconds',
  requestTime: 'milliseconds',
  contentTypeRequired: false,
  echoesAgentToken: true,
  encrypts: true,
  sendsCommands: false,
  answersInquiries: true,
  answers: refusingAnswers,
}
