import { inquiryPayment } from './inquiryPayment.ts'
import { inquiryPaymentV1 } from './inquiryPayment.v1.ts'

/** Every question that this platform's gateway is asked. */
export const miniProgramInquiries = [inquiryPayment, inquiryPaymentV1]
