import type { Platform } from '../../protocol/platform.ts'
import { neverRefusingAnswers } from '../answers.ts'

/** Wallet or super-app → mini-program owner: overview 3. */
export const miniProgram: Platform = {
  name: 'mini-program',
  algorithms: ['RSA256', 'ECC224'],
  responseTime: 'milliseconds',
  contentTypeRequired: false,
  echoesAgentToken: false,
  encrypts: false,
  sendsCommands: true,
  answers: neverRefusingAnswers,
}
