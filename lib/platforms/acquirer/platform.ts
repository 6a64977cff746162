import type { Platform } from '../../protocol/platform.ts'
import { refusingAnswers } from '../answers.ts'

/** Alipay+ → acquirer (ACQP): overview 0. It resends whatever is not S. */
export const acquirer: Platform = {
  name: 'acquirer',
  algorithms: ['RSA256', 'ECC256'],
  responseTime: 'seconds',
  contentTypeRequired: false,
  echoesAgentToken: true,
  encrypts: false,
  sendsCommands: true,
  answers: refusingAnswers,
}
