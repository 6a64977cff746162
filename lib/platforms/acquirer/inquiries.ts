import { inquireOriginalCredit } from './inquireOriginalCredit.ts'
import { inquiryPayment } from './inquiryPayment.ts'

/** Every question that this platform's gateway is asked. */
export const acquirerInquiries = [inquiryPayment, inquireOriginalCredit]
