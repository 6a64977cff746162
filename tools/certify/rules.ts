/** What a backend must keep to, in the words and the order of docs/backend.md; `mend` is what to do where it is broken. */
export const rules = {
  'one-effect': {
    title: 'One effect and one outcome for each Idempotency-Key',
    mend: 'keep the outcome under the key, unique, in the transaction that moves the money; answer a known key from there, and U while its first call runs',
  },
  cancel: {
    title: 'A payment is refused once its cancel was taken',
    mend: 'write a cancel under its paymentRequestId, also where there is no payment yet, into the row that a payment must find free',
  },
  deadline: {
    title: 'Nothing is begun after Alipay-Deadline',
    mend: 'when the whole body is read, and again where the transaction begins, compare the header with a clock that is right; from then on answer U and do nothing',
  },
  final: {
    title: 'S and F are final, and what is not known is U',
    mend: 'answer F only for what you have recorded as refused for good, and a known key from that record; U for what you have not heard of',
  },
  sums: {
    title: 'Refunds never exceed their payment',
    mend: 'keep beside the payment what was given back, in whole units of its currency; compare and add in one transaction, the cancel too',
  },
  authentication: {
    title: 'Only the receiver’s own calls are acted on',
    mend: 'before anything else check the credential, and answer HTTP 401; of a signature check the bytes as they came, its time, and webhook-id: docs/backend.md, "Check the signature"',
  },
  answers: {
    title: 'Answers fit their API',
    mend: 'compare what you answer with docs/backend.openapi.json',
  },
  asking: {
    title: 'What only asks moves nothing',
    mend: 'let an evaluation and an inquiry only read: they book nothing, hold nothing, and take no id',
  },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly mend: string }>>

export type RuleName = keyof typeof rules

export const ruleNames = Object.keys(rules) as readonly RuleName[]
