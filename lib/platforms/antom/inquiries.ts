import { inquireDirectRefund } from './inquireDirectRefund.ts'
import { inquirePayout } from './inquirePayout.ts'
import { inquireVaulting } from './inquireVaulting.ts'
import { inquiryPayment } from './inquiryPayment.ts'
import { inquiryRefund } from './inquiryRefund.ts'

/** Every question that this platform's gateway is asked. */
export const antomInquiries = [
  inquiryPayment,
  inquiryRefund,
  inquireDirectRefund,
  inquirePayout,
  inquireVaulting,
]
