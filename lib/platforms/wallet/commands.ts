import { applyToken } from './applyToken.ts'
import { cancelPayment } from './cancelPayment.ts'
import { cancelToken } from './cancelToken.ts'
import { confirmOriginalCredit } from './confirmOriginalCredit.ts'
import { createOriginalCredit } from './createOriginalCredit.ts'
import { evaluateOriginalCredit } from './evaluateOriginalCredit.ts'
import { inquireOriginalCredit } from './inquireOriginalCredit.ts'
import { inquiryPayment } from './inquiryPayment.ts'
import { pay } from './pay.ts'
import { prepare } from './prepare.ts'
import { refund } from './refund.ts'
import { registration } from './registration.ts'
import { responseEscalation } from './responseEscalation.ts'
import { responseRetrieval } from './responseRetrieval.ts'
import { sendOTP } from './sendOTP.ts'
import { verifyOTP } from './verifyOTP.ts'

/** Every command that this platform sends. */
export const walletCommands = [
  pay,
  inquiryPayment,
  cancelPayment,
  refund,
  prepare,
  applyToken,
  cancelToken,
  sendOTP,
  verifyOTP,
  registration,
  responseEscalation,
  responseRetrieval,
  evaluateOriginalCredit,
  createOriginalCredit,
  inquireOriginalCredit,
  confirmOriginalCredit,
]
