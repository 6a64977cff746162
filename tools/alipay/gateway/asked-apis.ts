import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLES } from '../samples.ts'

/** A question that Alipay's gateway answers, as its page has it; the sample has the page's fields. */
export interface AskedApi {
  readonly platform: string
  /** What is announced. */
  readonly kind: string
  /** Behind the base of the gateway. */
  readonly path: string
  /** Its file in docs/samples/<platform>/inquiries. */
  readonly sample: string
}

export const askedApis: readonly AskedApi[] = [
  {
    platform: 'acquirer',
    kind: 'payment',
    path: '/api/v1/payments/inquiryPayment',
    sample: 'inquiryPayment',
  },
  {
    platform: 'acquirer',
    kind: 'original-credit',
    path: '/api/v1/funds/inquireOriginalCredit',
    sample: 'inquireOriginalCredit',
  },
  { platform: 'antom', kind: 'payment', path: '/api/v1/payments/inquiryPayment', sample: 'inquiryPayment' },
  { platform: 'antom', kind: 'refund', path: '/api/v1/payments/inquiryRefund', sample: 'inquiryRefund' },
  {
    platform: 'antom',
    kind: 'direct-refund',
    path: '/api/v1/aba/funds/inquireDirectRefund',
    sample: 'inquireDirectRefund',
  },
  { platform: 'antom', kind: 'vaulting', path: '/api/v1/vaults/inquireVaulting', sample: 'inquireVaulting' },
  { platform: 'antom', kind: 'payout', path: '/api/v1/aba/funds/inquirePayout', sample: 'inquirePayout' },
  {
    platform: 'mini-program',
    kind: 'payment',
    path: '/v2/payments/inquiryPayment',
    sample: 'inquiryPayment',
  },
  {
    platform: 'mini-program',
    kind: 'payment-v1',
    path: '/v1/payments/inquiryPayment',
    sample: 'inquiryPayment.v1',
  },
  {
    platform: 'worldfirst',
    kind: 'exchange',
    path: '/api/v1/business/fund/inquiryExchange',
    sample: 'inquiryExchange',
  },
  {
    platform: 'worldfirst',
    kind: 'invoice',
    path: '/api/v1/business/fund/queryInvoice',
    sample: 'queryInvoice',
  },
  {
    platform: 'worldfirst',
    kind: 'payout',
    path: '/api/v1/business/fund/inquiryPayout',
    sample: 'inquiryPayout',
  },
  {
    platform: 'worldfirst',
    kind: 'transfer',
    path: '/api/v1/business/fund/inquiryTransfer',
    sample: 'inquiryTransfer',
  },
  {
    platform: 'worldfirst',
    kind: 'marketplace-transfer',
    path: '/api/business/transfer/inquiryTransfer',
    sample: 'inquiryTransfer.marketplace',
  },
]

/** The platforms whose gateway can be asked. */
export const askedPlatforms: readonly string[] = [...new Set(askedApis.map(({ platform }) => platform))]

interface InquirySample {
  readonly request: Readonly<Record<string, string>>
  readonly answers: Readonly<Record<string, object>>
  readonly absent: object
}

function sampleOf({ platform, sample }: AskedApi): InquirySample {
  return JSON.parse(readFileSync(join(SAMPLES, platform, 'inquiries', `${sample}.json`), 'utf8'))
}

/** What it can be said to be in, beside that there is none. */
export function statesOf(api: AskedApi): readonly string[] {
  return Object.keys(sampleOf(api).answers)
}

/** The id of the object that a question is about; undefined where it names none. */
export function idIn(question: unknown, api: AskedApi): string | undefined {
  const [field = ''] = Object.keys(sampleOf(api).request)
  const id: unknown = Object(question)[field]
  return typeof id === 'string' ? id : undefined
}

/** What the gateway says of the object of this id: that it is in the state, or, of no state, that it does not know it. */
export function answerBody(api: AskedApi, id: string, state: string | undefined): object {
  const { request, answers, absent } = sampleOf(api)
  const [known = ''] = Object.values(request)
  const answer = state === undefined ? absent : answers[state]
  return JSON.parse(JSON.stringify(answer ?? absent).replaceAll(JSON.stringify(known), JSON.stringify(id)))
}
