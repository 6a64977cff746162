import type { Platform } from '../../protocol/platform.ts'
import { neverRefusingAnswers } from '../answers.ts'

/**
 * A wallet or super-app to the owners of its mini programs. Each wallet has its own copy of the page, such as
 * https://miniprogram.gcash.com/docs/miniprogram_gcash/mpdev/openapi_overview
 */
export const miniProgram: Platform = {
  name: 'mini-program',
  algorithms: ['RSA256', 'ECC224'],
  responseTime: 'milliseconds',
  requestTime: 'milliseconds',
  contentTypeRequired: false,
  echoesAgentToken: false,
  encrypts: false,
  sendsCommands: true,
  answersInquiries: true,
  answers: neverRefusingAnswers,
}
