import { inquiryExchange } from './inquiryExchange.ts'
import { inquiryPayout } from './inquiryPayout.ts'
import { inquiryTransferMarketplace } from './inquiryTransfer.marketplace.ts'
import { inquiryTransfer } from './inquiryTransfer.ts'
import { queryInvoice } from './queryInvoice.ts'

/** Every question that this platform's gateway is asked. */
export const worldfirstInquiries = [
  inquiryTransfer,
  inquiryPayout,
  inquiryTransferMarketplace,
  inquiryExchange,
  queryInvoice,
]
