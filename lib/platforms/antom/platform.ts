import type { Platform } from '../../protocol/platform.ts'
import { refusingAnswers } from '../answers.ts'

/** Alipay Global / AMS / Antom → merchant: overview 2. Only its fixed acknowledgement, to the letter, ends its resends. */
export const antom: Platform = {
  name: 'antom',
  algorithms: ['RSA256', 'ECC224'],
  responseTime: 'seconds',
  contentTypeRequired: false,
  echoesAgentToken: true,
  encrypts: true,
  sendsCommands: false,
  answers: refusingAnswers,
}
