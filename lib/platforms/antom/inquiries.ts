import { inquirePayout } from './inquirePayout.ts'
import { inquiryPayment } from './inquiryPayment.ts'
import { inquiryRefund } from './inquiryRefund.ts'

/** Every question that this platform's gateway is asked. */
export const antomInquiries = [inquiryPayment, inquiryRefund, inquirePayout]
