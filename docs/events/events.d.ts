/** The detail of an event that a row understands. */
export interface NotificationDetail<Platform, Api, State, Body> {
  readonly id: string
  readonly sequence: number
  readonly platform: Platform
  readonly clientId: string
  readonly api: Api
  readonly subject: string
  readonly receivedAt: string
  readonly recognised: true
  readonly conflicting: boolean
  readonly stale: boolean
  readonly state: {
    readonly before: State
    readonly after: State
  }
  readonly changed: boolean
  readonly settles?: number
  readonly body?: Body
  readonly redacted?: readonly (string)[]
  readonly receipt?: {
    readonly subjectKey: string
    readonly receiptKey: string
  }
}

/** An event as EventBridge delivers it. */
export interface BusEvent<Source, DetailType, Detail> {
  readonly version: string
  /** EventBridge's own, another at each delivery: deduplicate on `detail.id`. */
  readonly id: string
  readonly source: Source
  readonly 'detail-type': DetailType
  readonly account: string
  readonly time: string
  readonly region: string
  readonly resources: readonly string[]
  readonly detail: Detail
}

/** Every event that the receiver publishes. `source` and `detail-type` together say which one it is. */
export type AlipayEvent =
  | BusEvent<"alipay.acquirer", "notifyPayment", AcquirerNotifyPayment>
  | BusEvent<"alipay.acquirer", "authNotify", AcquirerAuthNotify>
  | BusEvent<"alipay.acquirer", "notifyRegistrationStatus", AcquirerNotifyRegistrationStatus>
  | BusEvent<"alipay.acquirer", "notifyOriginalCredit", AcquirerNotifyOriginalCredit>
  | BusEvent<"alipay.acquirer", "inquiryPayment", AcquirerInquiryPayment>
  | BusEvent<"alipay.acquirer", "inquireOriginalCredit", AcquirerInquireOriginalCredit>
  | BusEvent<"alipay.acquirer", "unresolved", AcquirerUnresolved>
  | BusEvent<"alipay.acquirer", "unrecognised", AcquirerUnrecognised>
  | BusEvent<"alipay.antom", "notifyPayment", AntomNotifyPayment>
  | BusEvent<"alipay.antom", "notifyCapture", AntomNotifyCapture>
  | BusEvent<"alipay.antom", "notifyAuthorization", AntomNotifyAuthorization>
  | BusEvent<"alipay.antom", "notifyRefund", AntomNotifyRefund>
  | BusEvent<"alipay.antom", "notifyDispute", AntomNotifyDispute>
  | BusEvent<"alipay.antom", "notifyVaulting", AntomNotifyVaulting>
  | BusEvent<"alipay.antom", "notifySubscription", AntomNotifySubscription>
  | BusEvent<"alipay.antom", "notifySubscriptionPayment", AntomNotifySubscriptionPayment>
  | BusEvent<"alipay.antom", "notifyRegistrationStatus", AntomNotifyRegistrationStatus>
  | BusEvent<"alipay.antom", "notifyRegistration", AntomNotifyRegistration>
  | BusEvent<"alipay.antom", "notifySettlement", AntomNotifySettlement>
  | BusEvent<"alipay.antom", "notifyPayout", AntomNotifyPayout>
  | BusEvent<"alipay.antom", "notifyDirectRefund", AntomNotifyDirectRefund>
  | BusEvent<"alipay.antom", "notifyCardStatus", AntomNotifyCardStatus>
  | BusEvent<"alipay.antom", "notifyCardBill", AntomNotifyCardBill>
  | BusEvent<"alipay.antom", "notifyBillingSubscription", AntomNotifyBillingSubscription>
  | BusEvent<"alipay.antom", "notifySubscriptionCancel", AntomNotifySubscriptionCancel>
  | BusEvent<"alipay.antom", "notifyInvoice", AntomNotifyInvoice>
  | BusEvent<"alipay.antom", "notifyCreditNote", AntomNotifyCreditNote>
  | BusEvent<"alipay.antom", "notifyMeterEvent", AntomNotifyMeterEvent>
  | BusEvent<"alipay.antom", "inquiryPayment", AntomInquiryPayment>
  | BusEvent<"alipay.antom", "inquiryRefund", AntomInquiryRefund>
  | BusEvent<"alipay.antom", "inquireDirectRefund", AntomInquireDirectRefund>
  | BusEvent<"alipay.antom", "inquirePayout", AntomInquirePayout>
  | BusEvent<"alipay.antom", "inquireVaulting", AntomInquireVaulting>
  | BusEvent<"alipay.antom", "unresolved", AntomUnresolved>
  | BusEvent<"alipay.antom", "unrecognised", AntomUnrecognised>
  | BusEvent<"alipay.mini-program", "notifyPayment", MiniProgramNotifyPayment>
  | BusEvent<"alipay.mini-program", "notifyPayment.v1-tng", MiniProgramNotifyPaymentV1Tng>
  | BusEvent<"alipay.mini-program", "notifyPayment.v1-status", MiniProgramNotifyPaymentV1Status>
  | BusEvent<"alipay.mini-program", "transactionNotify", MiniProgramTransactionNotify>
  | BusEvent<"alipay.mini-program", "inquiryPayment", MiniProgramInquiryPayment>
  | BusEvent<"alipay.mini-program", "inquiryPayment.v1", MiniProgramInquiryPaymentV1>
  | BusEvent<"alipay.mini-program", "unresolved", MiniProgramUnresolved>
  | BusEvent<"alipay.mini-program", "unrecognised", MiniProgramUnrecognised>
  | BusEvent<"alipay.worldfirst", "notifyPayment", WorldfirstNotifyPayment>
  | BusEvent<"alipay.worldfirst", "notifyPayout", WorldfirstNotifyPayout>
  | BusEvent<"alipay.worldfirst", "notifyTransfer", WorldfirstNotifyTransfer>
  | BusEvent<"alipay.worldfirst", "notifyTransferResult", WorldfirstNotifyTransferResult>
  | BusEvent<"alipay.worldfirst", "notifyVostro", WorldfirstNotifyVostro>
  | BusEvent<"alipay.worldfirst", "notifyVostroAccount", WorldfirstNotifyVostroAccount>
  | BusEvent<"alipay.worldfirst", "notifyBalanceChange", WorldfirstNotifyBalanceChange>
  | BusEvent<"alipay.worldfirst", "notifyTradeOrder", WorldfirstNotifyTradeOrder>
  | BusEvent<"alipay.worldfirst", "notifyTradeOrderCloseResult", WorldfirstNotifyTradeOrderCloseResult>
  | BusEvent<"alipay.worldfirst", "notifyInvoice", WorldfirstNotifyInvoice>
  | BusEvent<"alipay.worldfirst", "notifyBindBeneficiary", WorldfirstNotifyBindBeneficiary>
  | BusEvent<"alipay.worldfirst", "notifyDeal", WorldfirstNotifyDeal>
  | BusEvent<"alipay.worldfirst", "notifyExchange", WorldfirstNotifyExchange>
  | BusEvent<"alipay.worldfirst", "notifyRegisterCustomer", WorldfirstNotifyRegisterCustomer>
  | BusEvent<"alipay.worldfirst", "notifyCardStatus", WorldfirstNotifyCardStatus>
  | BusEvent<"alipay.worldfirst", "notifyBill", WorldfirstNotifyBill>
  | BusEvent<"alipay.worldfirst", "notifyCardholderStatus", WorldfirstNotifyCardholderStatus>
  | BusEvent<"alipay.worldfirst", "inquiryTransfer", WorldfirstInquiryTransfer>
  | BusEvent<"alipay.worldfirst", "inquiryPayout", WorldfirstInquiryPayout>
  | BusEvent<"alipay.worldfirst", "inquiryTransfer.marketplace", WorldfirstInquiryTransferMarketplace>
  | BusEvent<"alipay.worldfirst", "inquiryExchange", WorldfirstInquiryExchange>
  | BusEvent<"alipay.worldfirst", "queryInvoice", WorldfirstQueryInvoice>
  | BusEvent<"alipay.worldfirst", "unresolved", WorldfirstUnresolved>
  | BusEvent<"alipay.worldfirst", "unrecognised", WorldfirstUnrecognised>

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/notify_payment */
export type AcquirerNotifyPayment = NotificationDetail<"acquirer", "notifyPayment", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly paymentResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly acquirerId?: string
  readonly pspId?: string
  readonly customerId?: string
  readonly walletBrandName?: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentTime?: string
  readonly settlementAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly customsDeclarationAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly mppPaymentId?: string
  readonly [other: string]: unknown
}>

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_ns/auth_notify */
export type AcquirerAuthNotify = NotificationDetail<"acquirer", "authNotify", "AUTHCODE_CREATED" | "TOKEN_CREATED" | "TOKEN_CANCELED" | null, {
  readonly authorizationNotifyType: string
  readonly authClientId?: string
  readonly authState?: string
  readonly customerId?: string
  readonly accessTokenExpiryTime?: string
  readonly refreshTokenExpiryTime?: string
  readonly reason?: string
  readonly userLoginId?: string
  readonly acquirerId?: string
  readonly pspId?: string
  readonly passThroughInfo?: string
  readonly [other: string]: unknown
}>

/** https://docs.alipayplus.com/alipayplus/alipayplus/registration_acq/receive_registration_results */
export type AcquirerNotifyRegistrationStatus = NotificationDetail<"acquirer", "notifyRegistrationStatus", "PENDING" | "COMPLETED" | "CANCELLED" | "APPROVED" | "REJECTED" | null, {
  readonly registrationRequestId?: string
  readonly referenceMerchantId: string
  readonly referenceStoreId?: string
  readonly registrationResult: {
    readonly registrationStatus?: string
    readonly rejectionReason?: string
    readonly rejectReasons?: string
    readonly [other: string]: unknown
  }
  readonly pspRegistrationResultList?: readonly ({
    readonly pspName?: string
    readonly registrationResult?: {
      readonly registrationStatus?: string
      readonly rejectionReason?: string
      readonly rejectReasons?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  })[]
  readonly [other: string]: unknown
}>

/** https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_acqp_beta/notify_original_credit */
export type AcquirerNotifyOriginalCredit = NotificationDetail<"acquirer", "notifyOriginalCredit", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly originalCreditResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly acquirerId?: string
  readonly pspId?: string
  readonly scenarioType?: string
  readonly subScenarioType?: string
  readonly originalCreditRequestId?: string
  readonly originalCreditId?: string
  readonly userId?: string
  readonly payerAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly payeeAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/inquiry_payment */
export type AcquirerInquiryPayment = NotificationDetail<"acquirer", "inquiryPayment", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly paymentResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly acquirerId?: string
  readonly pspId?: string
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentTime?: string
  readonly customerId?: string
  readonly walletBrandName?: string
  readonly settlementAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly settlementQuote?: string | {
    readonly [other: string]: unknown
  }
  readonly customsDeclarationAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly mppPaymentId?: string
  readonly transactions?: readonly ({
    readonly [other: string]: unknown
  })[]
  readonly [other: string]: unknown
}>

/** https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_acqp_beta/inquire_original_credit */
export type AcquirerInquireOriginalCredit = NotificationDetail<"acquirer", "inquireOriginalCredit", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly originalCreditResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly acquirerId?: string
  readonly pspId?: string
  readonly scenarioType?: string
  readonly subScenarioType?: string
  readonly originalCreditRequestId: string
  readonly originalCreditId?: string
  readonly originalCreditTime?: string
  readonly payerAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly payeeAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly payeeQuote?: string | {
    readonly [other: string]: unknown
  }
  readonly payer?: readonly ({
    readonly [other: string]: unknown
  })[]
  readonly payee?: {
    readonly userId?: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

export type AcquirerUnresolved = NotificationDetail<"acquirer", "unresolved", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly because: string
  readonly kind: string
  readonly id: string
  readonly awaited: readonly (string)[]
  readonly asks: string
  readonly since: string
  readonly until: string
  readonly [other: string]: unknown
}>

export type AcquirerUnrecognised = {
  readonly id: string
  readonly sequence: number
  readonly platform: "acquirer"
  readonly clientId: string
  readonly api: "unrecognised"
  readonly subject: string
  readonly receivedAt: string
  readonly recognised: false
  readonly conflicting: boolean
  readonly stale: boolean
  readonly state: {
    readonly before: null
    readonly after: null
  }
  readonly changed: boolean
}

/** https://docs.antom.com/ac/ams/paymentrn_online */
export type AntomNotifyPayment = NotificationDetail<"antom", "notifyPayment", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly notifyType: string
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentCreateTime?: string
  readonly paymentTime?: string
  readonly grossSettlementAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly customsDeclarationAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly processingAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly pspCustomerInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly settlementQuote?: string | {
    readonly [other: string]: unknown
  }
  readonly paymentQuote?: string | {
    readonly [other: string]: unknown
  }
  readonly acquirerReferenceNo?: string
  readonly acquirerInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly customizedInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly metadata?: string | {
    readonly [other: string]: unknown
  }
  readonly paymentMethodType?: string
  readonly subscriptionOrderId?: string
  readonly retryInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly updateRequestId?: string
  readonly authExpiryTime?: string
  readonly taxCalculationId?: string
  readonly [other: string]: unknown
}>

/** https://global.alipay.com/docs/ac/ams/notify_capture */
export type AntomNotifyCapture = NotificationDetail<"antom", "notifyCapture", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly notifyType: string
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly captureRequestId?: string
  readonly captureId: string
  readonly paymentId?: string
  readonly captureAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly captureTime?: string
  readonly acquirerReferenceNo?: string
  readonly acquirerInfo?: {
    readonly [other: string]: unknown
  }
  readonly taxCalculationId?: string
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/ams/notifyauth */
export type AntomNotifyAuthorization = NotificationDetail<"antom", "notifyAuthorization", "AUTHCODE_CREATED" | "TOKEN_CREATED" | "TOKEN_CANCELED" | null, {
  readonly authorizationNotifyType: string
  readonly authClientId?: string
  readonly authState?: string
  readonly reason?: string
  readonly result?: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly userLoginId?: string
  readonly userId?: string
  readonly passThroughInfo?: string
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/ams/notify_refund */
export type AntomNotifyRefund = NotificationDetail<"antom", "notifyRefund", "PROCESSING" | "SUCCESS" | "FAIL" | null, {
  readonly notifyType: string
  readonly result?: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly refundStatus: string
  readonly refundRequestId: string
  readonly refundId?: string
  readonly refundAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly refundTime?: string
  readonly grossSettlementAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly settlementQuote?: {
    readonly exchangeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly actualRefundAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly arn?: string
  readonly customizedInfo?: {
    readonly [other: string]: unknown
  }
  readonly metadata?: string | {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/ams/notify_dispute */
export type AntomNotifyDispute = NotificationDetail<"antom", "notifyDispute", "DISPUTE_CREATED" | "DEFENSE_SUPPLIED" | "DISPUTE_JUDGED" | "DISPUTE_CANCELLED" | "DISPUTE_ACCEPTED" | "RDR_RESOLVED" | null, {
  readonly paymentRequestId?: string
  readonly disputeId: string
  readonly paymentId?: string
  readonly disputeNotificationType: string
  readonly disputeTime?: string
  readonly disputeAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly disputeReasonMsg?: string
  readonly disputeReasonCode?: string
  readonly disputeSource?: string
  readonly defenseDueTime?: string
  readonly disputeJudgedTime?: string
  readonly disputeJudgedAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly disputeJudgedResult?: string
  readonly disputeAcceptReason?: string
  readonly disputeAcceptTime?: string
  readonly disputeType?: string
  readonly defendable?: string
  readonly captureId?: string
  readonly arn?: string
  readonly autoDefendReason?: string
  readonly acquirerInfo?: {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://global.alipay.com/docs/ac/ams/notify_vaulting */
export type AntomNotifyVaulting = NotificationDetail<"antom", "notifyVaulting", "PROCESSING" | "SUCCESS" | "FAIL" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly vaultingRequestId: string
  readonly vaultingStatus?: string
  readonly paymentMethodDetail?: {
    readonly paymentMethodType?: string
    readonly card?: {
      readonly [other: string]: unknown
    }
    readonly wallet?: {
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly vaultingCreateTime?: string
  readonly acquirerInfo?: {
    readonly [other: string]: unknown
  }
  readonly customizedInfo?: {
    readonly [other: string]: unknown
  }
  readonly metadata?: string | {
    readonly [other: string]: unknown
  }
  readonly notifyType?: string
  readonly [other: string]: unknown
}>

/** https://global.alipay.com/docs/ac/ams/notify_sub */
export type AntomNotifySubscription = NotificationDetail<"antom", "notifySubscription", "ACTIVE" | "CANCELLED" | "TERMINATED" | null, {
  readonly subscriptionRequestId?: string
  readonly subscriptionId: string
  readonly subscriptionStatus: string
  readonly subscriptionNotificationType: string
  readonly subscriptionStartTime?: string
  readonly subscriptionEndTime?: string
  readonly periodRule?: {
    readonly periodType?: string
    readonly periodCount?: string
    readonly price?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly allowAccumulate?: string
  readonly maxAccumulateAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://global.alipay.com/docs/ac/ams/notify_subpayment */
export type AntomNotifySubscriptionPayment = NotificationDetail<"antom", "notifySubscriptionPayment", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly notifyType?: string
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly paymentRequestId?: string
  readonly paymentId: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentCreateTime?: string
  readonly paymentTime?: string
  readonly grossSettlementAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly customsDeclarationAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly processingAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly pspCustomerInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly settlementQuote?: string | {
    readonly [other: string]: unknown
  }
  readonly paymentQuote?: string | {
    readonly [other: string]: unknown
  }
  readonly acquirerReferenceNo?: string
  readonly acquirerInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly customizedInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly metadata?: string | {
    readonly [other: string]: unknown
  }
  readonly paymentMethodType?: string
  readonly subscriptionOrderId?: string
  readonly retryInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly updateRequestId?: string
  readonly authExpiryTime?: string
  readonly taxCalculationId?: string
  readonly subscriptionRequestId?: string
  readonly subscriptionId: string
  readonly periodStartTime?: string
  readonly periodEndTime?: string
  readonly phaseNo?: string
  readonly [other: string]: unknown
}>

/** https://global.alipay.com/docs/ac/ams/nrs */
export type AntomNotifyRegistrationStatus = NotificationDetail<"antom", "notifyRegistrationStatus", "PENDING" | "COMPLETED" | "CANCELLED" | "APPROVED" | "REJECTED" | null, {
  readonly registrationRequestId?: string
  readonly referenceMerchantId?: string
  readonly referenceStoreId?: string
  readonly registrationResult: {
    readonly registrationStatus?: string
    readonly rejectionReason?: string
    readonly rejectReasons?: string
    readonly [other: string]: unknown
  }
  readonly pspRegistrationResultList?: readonly ({
    readonly pspName?: string
    readonly registrationResult?: {
      readonly registrationStatus?: string
      readonly rejectionReason?: string
      readonly rejectReasons?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  })[]
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/marketplace/notify_registration */
export type AntomNotifyRegistration = NotificationDetail<"antom", "notifyRegistration", "PROCESSING" | "SUCCESSFUL" | "FAILED" | null, {
  readonly notifyType: string
  readonly referenceMerchantId?: string
  readonly registrationRequestId: string
  readonly registrationStatus: string
  readonly reasonCode?: string
  readonly reasonMessage?: string
  readonly [other: string]: unknown
}>

/** https://global.alipay.com/docs/ac/marketplace/notify_settlement */
export type AntomNotifySettlement = NotificationDetail<"antom", "notifySettlement", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly notifyType: string
  readonly settlementBatchId: string
  readonly referenceMerchantId?: string
  readonly settleTo: string
  readonly settlementArrivalTime?: string
  readonly actualSettlementAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/aba/notifypayout */
export type AntomNotifyPayout = NotificationDetail<"antom", "notifyPayout", "PROCESSING" | "SUCCESS" | "FAIL" | null, {
  readonly transferRequestId: string
  readonly transferId?: string
  readonly transferResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferFinishTime?: string
  readonly transferFromDetail?: {
    readonly transferFromMethod?: {
      readonly paymentMethodType?: string
      readonly [other: string]: unknown
    }
    readonly transferFromAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly transferToDetail?: {
    readonly transferToMethod?: {
      readonly paymentMethodType?: string
      readonly [other: string]: unknown
    }
    readonly transferToCurrency?: string
    readonly feeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly actualTransferToAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly purposeCode?: string
    readonly transferRemark?: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayDirectRefundNotify.java */
export type AntomNotifyDirectRefund = NotificationDetail<"antom", "notifyDirectRefund", "PROCESSING" | "SUCCESS" | "FAIL" | null, {
  readonly notifyType?: string
  readonly result?: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly refundStatus: string
  readonly refundRequestId: string
  readonly refundId?: string
  readonly paymentId?: string
  readonly refundTime?: string
  readonly refundFromMethod?: {
    readonly refundFromMethodType?: string
    readonly customerId?: string
    readonly [other: string]: unknown
  }
  readonly refundToAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly refundFromAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayCardStatusNotify.java */
export type AntomNotifyCardStatus = NotificationDetail<"antom", "notifyCardStatus", "CANCEL" | null, {
  readonly requestId: string
  readonly assetId: string
  readonly operateType?: string
  readonly status?: string
  readonly cardStatus: string
  readonly createdTime?: string
  readonly updatedTime?: string
  readonly cardBrand?: string
  readonly cardType?: string
  readonly [other: string]: unknown
}>

/** https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayCardBillNotify.java */
export type AntomNotifyCardBill = NotificationDetail<"antom", "notifyCardBill", "WAITING_CLEARANCE" | "WAITING_DEDUCT" | "SUCCESS" | "PARTIAL_CANCEL" | "PARTIAL_REFUND" | "FAILED" | "CANCELLED" | "REFUNDED" | null, {
  readonly billNo?: string
  readonly assetId: string
  readonly maskedCardNo?: string
  readonly orderNo: string
  readonly cardNickName?: string
  readonly transactionTime?: string
  readonly merchantName?: string
  readonly tradeAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly inAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly outAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly exchangeRate?: string
  readonly billType?: string
  readonly tradeCountry?: string
  readonly billStatus: string
  readonly billFailReason?: {
    readonly errorCode?: string
    readonly errorDesc?: string
    readonly [other: string]: unknown
  }
  readonly lastUpdate?: string
  readonly metadata?: string | {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayBillingSubscriptionNotify.java */
export type AntomNotifyBillingSubscription = NotificationDetail<"antom", "notifyBillingSubscription", null, {
  readonly notifyType?: string
  readonly result?: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly subscriptionRequestId: string
  readonly subscriptionId: string
  readonly eventTime?: string
  readonly invoiceId?: string
  readonly status: string
  readonly previousStatus?: string
  readonly reason?: string
  readonly reasonDescription?: string
  readonly fixedAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipaySubscriptionCancelNotify.java */
export type AntomNotifySubscriptionCancel = NotificationDetail<"antom", "notifySubscriptionCancel", "CANCEL" | "TERMINATE" | null, {
  readonly notifyType?: string
  readonly result?: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly subscriptionId: string
  readonly subscriptionRequestId?: string
  readonly subscriptionOrderId?: string
  readonly subscriptionTransId?: string
  readonly subscriptionOrderStatus: string
  readonly phaseNo?: string
  readonly periodEndTime?: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentCreateTime?: string
  readonly paymentTime?: string
  readonly [other: string]: unknown
}>

/** https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayInvoiceNotify.java */
export type AntomNotifyInvoice = NotificationDetail<"antom", "notifyInvoice", "DRAFT" | "OPEN" | "UNPAID" | "PAID" | "VOID" | "UNCOLLECTIBLE" | null, {
  readonly notifyType?: string
  readonly result?: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly invoiceRequestId?: string
  readonly invoiceId: string
  readonly invoiceStatus: string
  readonly invoiceAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentInfo?: {
    readonly result?: {
      readonly resultCode?: string
      readonly resultStatus: string
      readonly resultMessage?: string
      readonly [other: string]: unknown
    }
    readonly paymentId?: string
    readonly paymentAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly paymentTime?: string
    readonly [other: string]: unknown
  }
  readonly subscription?: {
    readonly [other: string]: unknown
  }
  readonly customerId?: string
  readonly reason?: string
  readonly reasonDescription?: string
  readonly [other: string]: unknown
}>

/** https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayCreditNoteNotify.java */
export type AntomNotifyCreditNote = NotificationDetail<"antom", "notifyCreditNote", "ISSUED" | "PROCESSING" | "REFUNDED" | "REFUND_FAILED" | "VOIDED" | null, {
  readonly notifyType?: string
  readonly result?: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly notifyId?: string
  readonly creditNoteRequestId: string
  readonly creditNoteNotificationType: string
  readonly customerId?: string
  readonly creditNote?: {
    readonly creditNoteId?: string
    readonly type?: string
    readonly status?: string
    readonly totalAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly refundAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly refundDestination?: string
    readonly [other: string]: unknown
  }
  readonly invoice?: {
    readonly invoiceId?: string
    readonly invoiceStatus?: string
    readonly originalAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly adjustedAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayMeterEventNotify.java */
export type AntomNotifyMeterEvent = NotificationDetail<"antom", "notifyMeterEvent", null, {
  readonly notifyType?: string
  readonly result?: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly eventName: string
  readonly errorEvents: readonly ({
    readonly errorCode?: string
    readonly idempotencyKey?: string
    readonly eventTimestamp?: string
    readonly payload?: {
      readonly customerId?: string
      readonly value?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  })[] | {
    readonly errorCode?: string
    readonly idempotencyKey?: string
    readonly eventTimestamp?: string
    readonly payload?: {
      readonly customerId?: string
      readonly value?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/ams/paymentri_online */
export type AntomInquiryPayment = NotificationDetail<"antom", "inquiryPayment", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly paymentStatus: string
  readonly paymentResultCode?: string
  readonly paymentResultMessage?: string
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly authPaymentId?: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly actualPaymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentQuote?: string | {
    readonly [other: string]: unknown
  }
  readonly authExpiryTime?: string
  readonly paymentCreateTime?: string
  readonly paymentTime?: string
  readonly nonGuaranteeCouponAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly pspCustomerInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly acquirerReferenceNo?: string
  readonly acquirerInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly extendInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly transactions?: readonly ({
    readonly [other: string]: unknown
  })[]
  readonly customsDeclarationAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly grossSettlementAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly settlementQuote?: string | {
    readonly [other: string]: unknown
  }
  readonly merchantAccountId?: string
  readonly promotionResults?: readonly ({
    readonly [other: string]: unknown
  })[]
  readonly earliestSettlementTime?: string
  readonly paymentMethodType?: string
  readonly customizedInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly processingAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly metadata?: string | {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/ams/ir_online */
export type AntomInquiryRefund = NotificationDetail<"antom", "inquiryRefund", "PROCESSING" | "SUCCESS" | "FAIL" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly refundStatus: string
  readonly refundRequestId: string
  readonly refundId?: string
  readonly refundAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly actualRefundAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly refundTime?: string
  readonly grossSettlementAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly settlementQuote?: string | {
    readonly [other: string]: unknown
  }
  readonly acquirerInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly arn?: string
  readonly rrn?: string
  readonly customizedInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly metadata?: string | {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/aba/inquiredirectrefund */
export type AntomInquireDirectRefund = NotificationDetail<"antom", "inquireDirectRefund", "PROCESSING" | "SUCCESS" | "FAIL" | null, {
  readonly notifyType?: string
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly refundStatus: string
  readonly refundRequestId: string
  readonly refundId?: string
  readonly paymentId?: string
  readonly refundTime?: string
  readonly refundFromMethod?: {
    readonly refundFromMethodType?: string
    readonly customerId?: string
    readonly [other: string]: unknown
  }
  readonly refundToAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly refundFromAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly refundResultCode?: string
  readonly refundResultMessage?: string
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/aba/inquirepayout */
export type AntomInquirePayout = NotificationDetail<"antom", "inquirePayout", "PROCESSING" | "SUCCESS" | "FAIL" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferRequestId: string
  readonly transferId?: string
  readonly transferResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferFinishTime?: string
  readonly transferFromDetail?: {
    readonly transferFromMethod?: {
      readonly paymentMethodType?: string
      readonly [other: string]: unknown
    }
    readonly transferFromAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly transferToDetail?: {
    readonly transferToMethod?: {
      readonly paymentMethodType?: string
      readonly [other: string]: unknown
    }
    readonly transferToCurrency?: string
    readonly feeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly actualTransferToAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly purposeCode?: string
    readonly transferRemark?: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://docs.antom.com/ac/ams/inquire_vaulting */
export type AntomInquireVaulting = NotificationDetail<"antom", "inquireVaulting", "PROCESSING" | "SUCCESS" | "FAIL" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly vaultingRequestId: string
  readonly vaultingStatus: string
  readonly paymentMethodDetail?: {
    readonly paymentMethodType?: string
    readonly card?: {
      readonly [other: string]: unknown
    }
    readonly wallet?: {
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

export type AntomUnresolved = NotificationDetail<"antom", "unresolved", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly because: string
  readonly kind: string
  readonly id: string
  readonly awaited: readonly (string)[]
  readonly asks: string
  readonly since: string
  readonly until: string
  readonly [other: string]: unknown
}>

export type AntomUnrecognised = {
  readonly id: string
  readonly sequence: number
  readonly platform: "antom"
  readonly clientId: string
  readonly api: "unrecognised"
  readonly subject: string
  readonly receivedAt: string
  readonly recognised: false
  readonly conflicting: boolean
  readonly stale: boolean
  readonly state: {
    readonly before: null
    readonly after: null
  }
  readonly changed: boolean
}

/** https://miniprogram.alipay.com/docs/miniprogram/mandiri_apis/notify_payment */
export type MiniProgramNotifyPayment = NotificationDetail<"mini-program", "notifyPayment", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly paymentResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentTime?: string
  readonly paymentCreateTime?: string
  readonly extendInfo?: string
  readonly [other: string]: unknown
}>

/** https://miniprogram.tngdigital.com.my/docs/miniprogram_tngd/mpdev/edgctc */
export type MiniProgramNotifyPaymentV1Tng = NotificationDetail<"mini-program", "notifyPayment.v1-tng", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly paymentResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentTime?: string
  readonly paymentFailReason?: string
  readonly extendInfo?: string
  readonly [other: string]: unknown
}>

/** https://docs.rebellapp.com/openapis/v1/payments/notifyPayment */
export type MiniProgramNotifyPaymentV1Status = NotificationDetail<"mini-program", "notifyPayment.v1-status", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly paymentStatus: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentTime?: string
  readonly paymentCreateTime?: string
  readonly [other: string]: unknown
}>

/** https://miniprogram.alipay.com/docs-demo/miniprogram_demo/mpdev/v2_miniprogram_trans_notify */
export type MiniProgramTransactionNotify = NotificationDetail<"mini-program", "transactionNotify", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly appId: string
  readonly productCode?: string
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly order?: {
    readonly referenceOrderId?: string
    readonly orderAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly paymentMethod?: {
    readonly paymentMethodType?: string
    readonly [other: string]: unknown
  }
  readonly userId?: string
  readonly paymentStatus?: string
  readonly paymentTime?: string
  readonly refundId?: string
  readonly refundAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://miniprogram.alipay.com/docs/miniprogram/mpdev/v2_inquirypayment */
export type MiniProgramInquiryPayment = NotificationDetail<"mini-program", "inquiryPayment", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly paymentStatus: string
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentTime?: string
  readonly paymentCreateTime?: string
  readonly paymentFailReason?: string
  readonly authExpiryTime?: string
  readonly extendInfo?: string
  readonly [other: string]: unknown
}>

/** https://miniprogram.alipay.com/docs-demo/miniprogram_demo/mpdev/dl7y4p */
export type MiniProgramInquiryPaymentV1 = NotificationDetail<"mini-program", "inquiryPayment.v1", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly paymentStatus: string
  readonly paymentRequestId: string
  readonly paymentId?: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentTime?: string
  readonly paymentCreateTime?: string
  readonly paymentFailReason?: string
  readonly authExpiryTime?: string
  readonly extendInfo?: string
  readonly [other: string]: unknown
}>

export type MiniProgramUnresolved = NotificationDetail<"mini-program", "unresolved", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly because: string
  readonly kind: string
  readonly id: string
  readonly awaited: readonly (string)[]
  readonly asks: string
  readonly since: string
  readonly until: string
  readonly [other: string]: unknown
}>

export type MiniProgramUnrecognised = {
  readonly id: string
  readonly sequence: number
  readonly platform: "mini-program"
  readonly clientId: string
  readonly api: "unrecognised"
  readonly subject: string
  readonly receivedAt: string
  readonly recognised: false
  readonly conflicting: boolean
  readonly stale: boolean
  readonly state: {
    readonly before: null
    readonly after: null
  }
  readonly changed: boolean
}

/** https://developers.worldfirst.com/docs/alipay-worldfirst/cashier_payment/notify_payment */
export type WorldfirstNotifyPayment = NotificationDetail<"worldfirst", "notifyPayment", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly notifyType: string
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly payToRequestId: string
  readonly payToId?: string
  readonly payToAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentId?: string
  readonly paymentTime?: string
  readonly paymentAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly paymentDetailSummaries?: readonly ({
    readonly paymentAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  })[]
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_payout */
export type WorldfirstNotifyPayout = NotificationDetail<"worldfirst", "notifyPayout", "PROCESSING" | "SUCCESS" | "FAIL" | "REVERSED" | null, {
  readonly transferResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferRequestId: string
  readonly transferId?: string
  readonly transferFinishTime?: string
  readonly transferFromDetail?: {
    readonly transferFromAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferFromMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly transferToDetail?: {
    readonly transferToAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferToMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly transferQuote?: {
      readonly quoteId?: string
      readonly quotePrice?: string
      readonly [other: string]: unknown
    }
    readonly purposeCode?: string
    readonly transferNotifyUrl?: string
    readonly feeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly chargeMode?: string
  readonly transferOrderAddition?: {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_transfer */
export type WorldfirstNotifyTransfer = NotificationDetail<"worldfirst", "notifyTransfer", "PROCESSING" | "SUCCESS" | "FAIL" | "REVERSED" | null, {
  readonly transferResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferRequestId: string
  readonly transferId?: string
  readonly transferFinishTime?: string
  readonly transferFromDetail?: {
    readonly transferFromAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferFromMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly transferToDetail?: {
    readonly transferToAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferToMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly transferQuote?: {
      readonly quoteId?: string
      readonly quotePrice?: string
      readonly [other: string]: unknown
    }
    readonly purposeCode?: string
    readonly transferNotifyUrl?: string
    readonly feeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly businessSceneCode?: string
  readonly transferOrderAddition?: {
    readonly referenceOrderId?: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/global_enterprise_marketplace/notify_transfer_result */
export type WorldfirstNotifyTransferResult = NotificationDetail<"worldfirst", "notifyTransferResult", "PROCESSING" | "SUCCESS" | "FAIL" | "REVERSED" | null, {
  readonly transferResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferRequestId: string
  readonly transferId?: string
  readonly transferFinishTime?: string
  readonly transferFromDetail?: {
    readonly transferFromAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferFromMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly transferToDetail?: {
    readonly transferToAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferToMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly transferQuote?: {
      readonly quoteId?: string
      readonly quotePrice?: string
      readonly [other: string]: unknown
    }
    readonly purposeCode?: string
    readonly transferNotifyUrl?: string
    readonly feeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_vostro */
export type WorldfirstNotifyVostro = NotificationDetail<"worldfirst", "notifyVostro", "SUCCESS" | "REFUND" | null, {
  readonly fundingId: string
  readonly balanceResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly payerBankAccount?: {
    readonly payerBankAccountNo?: string
    readonly payerBankName?: string
    readonly [other: string]: unknown
  }
  readonly beneficiaryAccount?: {
    readonly beneficiaryBankAccountNo?: string
    readonly [other: string]: unknown
  }
  readonly balanceChangeAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly balanceChangeTime?: string
  readonly remitInfo?: string
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/global_enterprise_marketplace/notify_vostro_account */
export type WorldfirstNotifyVostroAccount = NotificationDetail<"worldfirst", "notifyVostroAccount", "SUCCESS" | "REFUND" | null, {
  readonly balanceResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly payerAccount?: {
    readonly [other: string]: unknown
  }
  readonly beneficiaryAccount?: {
    readonly [other: string]: unknown
  }
  readonly balanceChangeAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly balanceChangeTime?: string
  readonly fundingId: string
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com/docs/alipay-worldfirst/worldfirst_enterprise_service/notify_balance_change */
export type WorldfirstNotifyBalanceChange = NotificationDetail<"worldfirst", "notifyBalanceChange", null, {
  readonly notifySequence: string
  readonly balanceChangeLogs: readonly ({
    readonly balanceChangeTime?: string
    readonly accountNo?: string
    readonly balanceType?: string
    readonly accountingBizNo?: string
    readonly transactionAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly accountBalance?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transactionType?: string
    readonly transactionId?: string
    readonly extTransactionId?: string
    readonly beneficiaryName?: string
    readonly beneficiaryAccountNo?: string
    readonly remarks?: string
    readonly [other: string]: unknown
  })[]
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_trade_order */
export type WorldfirstNotifyTradeOrder = NotificationDetail<"worldfirst", "notifyTradeOrder", null, {
  readonly requestId: string
  readonly tradeOrderResults?: readonly ({
    readonly referenceOrderNo?: string
    readonly orderStatus?: string
    readonly orderType?: string
    readonly statusMessage?: string
    readonly transAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly tradeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly remainAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly errorCode?: string
    readonly errorMessage?: string
    readonly [other: string]: unknown
  })[]
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com/docs/alipay-worldfirst/worldtrade_solution/notify_trade_order_result */
export type WorldfirstNotifyTradeOrderCloseResult = NotificationDetail<"worldfirst", "notifyTradeOrderCloseResult", "CLOSED" | null, {
  readonly requestId: string
  readonly tradeId?: string
  readonly isRefund: string
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_invoice */
export type WorldfirstNotifyInvoice = NotificationDetail<"worldfirst", "notifyInvoice", "INIT" | "PROCESSING" | "SUCCESSFUL" | "FAILED" | "RETURNED" | null, {
  readonly requestId: string
  readonly bizOrderId?: string
  readonly payToAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly invoiceStatus?: string
  readonly errorCode?: string
  readonly errodMessage?: string
  readonly errorMessage?: string
  readonly extendInfo?: string | {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_bind_beneficiary */
export type WorldfirstNotifyBindBeneficiary = NotificationDetail<"worldfirst", "notifyBindBeneficiary", "PROCESSING" | "SUCCESS" | "FAIL" | null, {
  readonly bindBeneficiaryRequestId: string
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly beneficiary?: {
    readonly bindBeneficiaryRequestId?: string
    readonly beneficiaryBankAccount?: {
      readonly [other: string]: unknown
    }
    readonly countryCode?: string
    readonly currency?: string
    readonly beneficiaryType?: string
    readonly beneficiaryNick?: string
    readonly status?: string
    readonly referenceBeneficiaryId?: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_deal */
export type WorldfirstNotifyDeal = NotificationDetail<"worldfirst", "notifyDeal", "PROCESSING" | "SUCCESS" | "CANCELLED" | "FAIL" | null, {
  readonly deal: {
    readonly dealRequestId?: string
    readonly dealId?: string
    readonly [other: string]: unknown
  }
  readonly dealResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_exchange */
export type WorldfirstNotifyExchange = NotificationDetail<"worldfirst", "notifyExchange", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly exchangeResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly exchangeId?: string
  readonly exchangeRequestId: string
  readonly sell?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  } | {
    readonly [other: string]: unknown
  }
  readonly buy?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  } | {
    readonly [other: string]: unknown
  }
  readonly exchangeCreateTime?: string
  readonly exchangeFinishTime?: string
  readonly quote?: {
    readonly quoteId?: string
    readonly quoteCurrencyPair?: string
    readonly quotePrice?: string
    readonly [other: string]: unknown
  }
  readonly exchangeMode?: string
  readonly exchangeTradeType?: string
  readonly exchangeUnfundedInfo?: {
    readonly [other: string]: unknown
  }
  readonly exchangeForwardInfo?: {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/mass_payout/notify_register_customer */
export type WorldfirstNotifyRegisterCustomer = NotificationDetail<"worldfirst", "notifyRegisterCustomer", null, {
  readonly customerId: string
  readonly referenceCustomerId?: string
  readonly registerDetail: {
    readonly registerStatus: string
    readonly reasonCode?: string
    readonly [other: string]: unknown
  }
  readonly requestedProducts?: readonly ({
    readonly productCode?: string
    readonly [other: string]: unknown
  })[]
  readonly auditDetails?: {
    readonly auditReason?: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_card_status */
export type WorldfirstNotifyCardStatus = NotificationDetail<"worldfirst", "notifyCardStatus", "CANCEL" | null, {
  readonly requestId: string
  readonly assetId: string
  readonly cardStatus: string
  readonly lastUpdate?: string
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_bill */
export type WorldfirstNotifyBill = NotificationDetail<"worldfirst", "notifyBill", "WAITING_CLEARANCE" | "WAITING_DEDUCT" | "SUCCESS" | "PARTIAL_CANCEL" | "PARTIAL_REFUND" | "FAILED" | "CANCELLED" | "REFUNDED" | null, {
  readonly assetId: string
  readonly maskedCardNo?: string
  readonly orderNo: string
  readonly cardNickName?: string
  readonly transactionTime?: string
  readonly merchantName?: string
  readonly tradeAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly inAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly outAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly exchangeRate?: string
  readonly billType?: string
  readonly tradeCountry?: string
  readonly billStatus: string
  readonly billFailReason?: {
    readonly [other: string]: unknown
  }
  readonly lastUpdate?: string
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com/docs/alipay-worldfirst/worldcard_solution/notify_cardholder_status */
export type WorldfirstNotifyCardholderStatus = NotificationDetail<"worldfirst", "notifyCardholderStatus", "PENDING" | "APPROVED" | "REJECTED" | null, {
  readonly requestId: string
  readonly cardholderId?: string
  readonly auditStatus: string
  readonly failCode?: string
  readonly failMessage?: string
  readonly userId?: string
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/inquiry_transfer */
export type WorldfirstInquiryTransfer = NotificationDetail<"worldfirst", "inquiryTransfer", "PROCESSING" | "SUCCESS" | "FAIL" | "REVERSED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferRequestId: string
  readonly transferId?: string
  readonly transferFinishTime?: string
  readonly transferFromDetail?: {
    readonly transferFromAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferFromMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly transferToDetail?: {
    readonly transferToAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferToMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly transferQuote?: {
      readonly quoteId?: string
      readonly quotePrice?: string
      readonly [other: string]: unknown
    }
    readonly purposeCode?: string
    readonly transferNotifyUrl?: string
    readonly feeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly businessSceneCode?: string
  readonly transferOrderAddition?: {
    readonly referenceOrderId?: string
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/inquiry_payout */
export type WorldfirstInquiryPayout = NotificationDetail<"worldfirst", "inquiryPayout", "PROCESSING" | "SUCCESS" | "FAIL" | "REVERSED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferRequestId: string
  readonly transferId?: string
  readonly transferFinishTime?: string
  readonly transferFromDetail?: {
    readonly transferFromAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferFromMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly transferToDetail?: {
    readonly transferToAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferToMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly transferQuote?: {
      readonly quoteId?: string
      readonly quotePrice?: string
      readonly [other: string]: unknown
    }
    readonly purposeCode?: string
    readonly transferNotifyUrl?: string
    readonly feeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly chargeMode?: string
  readonly transferOrderAddition?: {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/global_enterprise_marketplace/inquiry_transfer */
export type WorldfirstInquiryTransferMarketplace = NotificationDetail<"worldfirst", "inquiryTransfer.marketplace", "PROCESSING" | "SUCCESS" | "FAIL" | "REVERSED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly transferRequestId: string
  readonly transferId?: string
  readonly transferFinishTime?: string
  readonly transferFromDetail?: {
    readonly transferFromAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferFromMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly transferToDetail?: {
    readonly transferToAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly transferToMethod?: {
      readonly paymentMethodType?: string
      readonly customerId?: string
      readonly [other: string]: unknown
    }
    readonly transferQuote?: {
      readonly quoteId?: string
      readonly quotePrice?: string
      readonly [other: string]: unknown
    }
    readonly purposeCode?: string
    readonly transferNotifyUrl?: string
    readonly feeAmount?: {
      readonly currency: string
      readonly value: string
      readonly [other: string]: unknown
    }
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/inquiry_exchange */
export type WorldfirstInquiryExchange = NotificationDetail<"worldfirst", "inquiryExchange", "PROCESSING" | "PENDING" | "SUCCESS" | "FAIL" | "CANCELLED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly exchangeResult: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly exchangeId?: string
  readonly exchangeRequestId: string
  readonly sell?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  } | {
    readonly [other: string]: unknown
  }
  readonly buy?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  } | {
    readonly [other: string]: unknown
  }
  readonly exchangeCreateTime?: string
  readonly exchangeFinishTime?: string
  readonly quote?: {
    readonly quoteId?: string
    readonly quoteCurrencyPair?: string
    readonly quotePrice?: string
    readonly [other: string]: unknown
  }
  readonly exchangeMode?: string
  readonly exchangeTradeType?: string
  readonly exchangeUnfundedInfo?: {
    readonly [other: string]: unknown
  }
  readonly exchangeForwardInfo?: {
    readonly [other: string]: unknown
  }
  readonly [other: string]: unknown
}>

/** https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/query_invoice */
export type WorldfirstQueryInvoice = NotificationDetail<"worldfirst", "queryInvoice", "INIT" | "PROCESSING" | "SUCCESSFUL" | "FAILED" | "RETURNED" | null, {
  readonly result: {
    readonly resultCode?: string
    readonly resultStatus: string
    readonly resultMessage?: string
    readonly [other: string]: unknown
  }
  readonly requestId: string
  readonly bizOrderId?: string
  readonly payToAmount?: {
    readonly currency: string
    readonly value: string
    readonly [other: string]: unknown
  }
  readonly invoiceStatus: string
  readonly [other: string]: unknown
}>

export type WorldfirstUnresolved = NotificationDetail<"worldfirst", "unresolved", "PROCESSING" | "SUCCESS" | "FAIL" | "REVERSED" | "PENDING" | "CANCELLED" | "INIT" | "SUCCESSFUL" | "FAILED" | "RETURNED" | null, {
  readonly because: string
  readonly kind: string
  readonly id: string
  readonly awaited: readonly (string)[]
  readonly asks: string
  readonly since: string
  readonly until: string
  readonly [other: string]: unknown
}>

export type WorldfirstUnrecognised = {
  readonly id: string
  readonly sequence: number
  readonly platform: "worldfirst"
  readonly clientId: string
  readonly api: "unrecognised"
  readonly subject: string
  readonly receivedAt: string
  readonly recognised: false
  readonly conflicting: boolean
  readonly stale: boolean
  readonly state: {
    readonly before: null
    readonly after: null
  }
  readonly changed: boolean
}
