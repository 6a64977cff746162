import type { Platform } from '../../protocol/platform.ts'
import { neverRefusingAnswers } from '../answers.ts'

/** WorldFirst to its customers; F ends its resends. */
export const worldfirst: Platform = {
  name: 'worldfirst',
  algorithms: ['RSA256', 'ECC224'],
  responseTime: 'seconds',
  requestTime: 'seconds',
  contentTypeRequired: true,
  echoesAgentToken: false,
  encrypts: false,
  sendsCommands: false,
  answersInquiries: true,
  answers: neverRefusingAnswers,
}
