import type { Platform } from '../../protocol/platform.ts'
import { refusingAnswers } from '../answers.ts'

/** Alipay+ → mobile wallet (MPP), tax refund included: overview 1. It sends commands only. */
export const wallet: Platform = {
  name: 'wallet',
  algorithms: ['RSA256'],
  responseTime: 'seconds',
  contentTypeRequired: false,
  echoesAgentToken: false,
  encrypts: false,
  sendsCommands: true,
  answers: refusingAnswers,
}
