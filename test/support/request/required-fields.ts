import type { PlatformName } from '../../../lib/protocol/platform.ts'

interface RequiredFields {
  readonly request: readonly string[]
  /** Of an S. */
  readonly response: readonly string[]
}

/** What the pages mark as required, and what names or moves what is asked for; by platform and row. */
const required: Readonly<Record<string, RequiredFields>> = {
  'wallet/pay': {
    request: ['acquirerId', 'pspId', 'paymentRequestId', 'order', 'paymentAmount', 'paymentMethod'],
    response: ['paymentId', 'paymentTime'],
  },
  'wallet/inquiryPayment': {
    request: ['acquirerId', 'pspId', 'paymentRequestId'],
    response: ['paymentResult', 'paymentResult.resultStatus'],
  },
  'wallet/cancelPayment': { request: ['acquirerId', 'pspId', 'paymentRequestId'], response: [] },
  'wallet/refund': {
    request: ['acquirerId', 'pspId', 'paymentRequestId', 'paymentId', 'refundRequestId', 'refundAmount'],
    response: [],
  },
  'wallet/prepare': {
    request: ['acquirerId', 'pspId', 'authClientId', 'authClientName'],
    response: ['authUrl'],
  },
  'wallet/applyToken': { request: ['acquirerId', 'pspId', 'grantType'], response: ['accessToken'] },
  'wallet/cancelToken': { request: ['acquirerId', 'pspId', 'accessToken'], response: [] },
  'wallet/sendOTP': { request: ['acquirerId', 'pspId', 'accessToken'], response: ['verifyRequestId'] },
  'wallet/verifyOTP': {
    request: ['acquirerId', 'pspId', 'accessToken', 'verifyRequestId'],
    response: [],
  },
  'wallet/registration': {
    request: ['registrationRequestId', 'productCodes', 'merchantInfo'],
    response: [],
  },
  'wallet/responseEscalation': { request: ['disputeRequestId', 'refundType'], response: [] },
  'wallet/responseRetrieval': { request: ['disputeRequestId'], response: [] },
  'wallet/evaluateOriginalCredit': { request: [], response: [] },
  'wallet/createOriginalCredit': {
    request: [],
    response: [],
  },
  'wallet/inquireOriginalCredit': {
    request: [],
    response: ['originalCreditResult', 'originalCreditResult.resultStatus'],
  },
  'wallet/confirmOriginalCredit': { request: [], response: [] },
  'acquirer/consultUnbinding': {
    request: ['authClientId', 'referenceMerchantId', 'accessToken', 'acquirerId', 'pspId'],
    response: ['allowUnbinding'],
  },
  'acquirer/userInitiatedPay': { request: ['codeValue'], response: ['codeType'] },
  'acquirer/pushPayment': {
    request: ['acquirerId', 'pspId', 'codeValue', 'paymentId', 'paymentAmount'],
    response: [],
  },
  'acquirer/inquiryPushPayment': {
    request: ['acquirerId', 'pspId', 'codeValue', 'paymentId'],
    response: ['paymentResult', 'paymentResult.resultStatus'],
  },
  'acquirer/initiateRetrieval': {
    request: ['disputeRequestId', 'paymentRequestId', 'disputeOccurTime'],
    response: [],
  },
  'acquirer/initiateEscalation': {
    request: ['disputeRequestId', 'paymentRequestId', 'escalationAmount'],
    response: [],
  },
  'mini-program/cancelToken': { request: ['accessToken'], response: [] },
}
/** The fields that no command of the row may lack, and no S that answers it. */
export function requiredOf(platform: PlatformName, name: string): RequiredFields {
  const fields = required[`${platform}/${name}`]
  if (!fields) throw new Error(`nothing is said of ${platform}/${name}`)
  return fields
}
