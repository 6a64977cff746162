import { notifyBalanceChange } from './notifyBalanceChange.ts'
import { notifyBill } from './notifyBill.ts'
import { notifyBindBeneficiary } from './notifyBindBeneficiary.ts'
import { notifyCardholderStatus } from './notifyCardholderStatus.ts'
import { notifyCardStatus } from './notifyCardStatus.ts'
import { notifyDeal } from './notifyDeal.ts'
import { notifyExchange } from './notifyExchange.ts'
import { notifyInvoice } from './notifyInvoice.ts'
import { notifyPayment } from './notifyPayment.ts'
import { notifyPayout } from './notifyPayout.ts'
import { notifyRegisterCustomer } from './notifyRegisterCustomer.ts'
import { notifyTradeOrder } from './notifyTradeOrder.ts'
import { notifyTradeOrderCloseResult } from './notifyTradeOrderCloseResult.ts'
import { notifyTransfer } from './notifyTransfer.ts'
import { notifyTransferResult } from './notifyTransferResult.ts'
import { notifyVostro } from './notifyVostro.ts'
import { notifyVostroAccount } from './notifyVostroAccount.ts'

/** Every notification that this platform sends. */
export const worldfirstNotifications = [
  notifyPayment,
  notifyPayout,
  notifyTransfer,
  notifyTransferResult,
  notifyVostro,
  notifyVostroAccount,
  notifyBalanceChange,
  notifyTradeOrder,
  notifyTradeOrderCloseResult,
  notifyInvoice,
  notifyBindBeneficiary,
  notifyDeal,
  notifyExchange,
  notifyRegisterCustomer,
  notifyCardStatus,
  notifyBill,
  notifyCardholderStatus,
]
