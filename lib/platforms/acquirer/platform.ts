import type { Platform } from '../../protocol/platform.ts'
import { refusingAnswers } from '../answers.ts'

/**
 * Alipay+ to acquirers (ACQP). It resends whatever is not S:
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_ns/api_overview
 */
export const acquirer: Platform = {
  name: 'acquirer',
  algorithms: ['RSA256', 'ECC256'],
  responseTime: 'seconds',
  requestTime: 'seconds',
  contentTypeRequired: false,
  echoesAgentToken: true,
  encrypts: false,
  sendsCommands: true,
  answersInquiries: true,
  answers: refusingAnswers,
}
