import type { Chain } from './chain.ts'

const push = {
  sample: 'pushPayment',
  fields: {
    codeValue: '<scan.sent.codeValue>',
    paymentAmount: '<scan.paymentAmount>',
    settlementAmount: '<scan.paymentAmount>',
  },
}

const scan: Chain = {
  name: 'scan',
  platforms: ['acquirer'],
  what: 'a code is scanned, paid, inquired, and scanned after that',
  steps: [
    { name: 'scan', what: 'what is this code?', sample: 'userInitiatedPay', expects: 'S' },
    { name: 'push', what: 'it is paid', ...push, expects: 'S' },
    { what: 'the same again', ...push, expects: 'S', repeats: 'push' },
    {
      what: 'the same, another amount',
      ...push,
      fields: { ...push.fields, 'paymentAmount.value': '1' },
      expects: 'F REPEAT_REQ_INCONSISTENT',
    },
    { what: 'how did it go?', sample: 'inquiryPushPayment', expects: 'S', reports: 'S' },
    {
      what: 'scanned after that',
      sample: 'userInitiatedPay',
      fields: { codeValue: '<scan.sent.codeValue>' },
      expects: 'F ORDER_IS_CLOSED',
    },
  ],
}

const dispute: Chain = {
  name: 'dispute',
  platforms: ['acquirer'],
  what: 'documents are asked for, then the dispute is escalated; each again, and about something else',
  steps: [
    { name: 'retrieval', what: 'documents, please', sample: 'initiateRetrieval', expects: 'S' },
    { what: 'the same again', sample: 'initiateRetrieval', expects: 'S', repeats: 'retrieval' },
    {
      what: 'of another payment',
      sample: 'initiateRetrieval',
      fields: { paymentRequestId: 'another-<run>' },
      expects: 'F REPEAT_REQ_INCONSISTENT',
    },
    { what: 'escalate', sample: 'initiateEscalation', expects: 'S' },
    {
      what: 'another amount',
      sample: 'initiateEscalation',
      fields: { 'escalationAmount.value': '1' },
      expects: 'F REPEAT_REQ_INCONSISTENT',
    },
  ],
}

const authorization: Chain = {
  name: 'states',
  platforms: ['acquirer'],
  what: 'a token is cancelled, and again; that it was created comes too late to count',
  steps: [
    { what: 'a token was cancelled', sample: 'authNotify', expects: 'S' },
    { what: 'the same again', sample: 'authNotify', expects: 'S' },
    {
      what: 'it was created: too late',
      sample: 'authNotify',
      fields: { authorizationNotifyType: 'TOKEN_CREATED' },
      expects: 'S',
    },
  ],
}

export const acquirerChains: readonly Chain[] = [scan, dispute, authorization]
