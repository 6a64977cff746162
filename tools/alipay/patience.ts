import type { Sample } from './samples.ts'

/** For these it waits for eight seconds: what moves money takes longer. */
const patient = ['pay', 'refund', 'cancelPayment', 'userInitiatedPay']

/**
 * How long Alipay+ waits for the answer, in milliseconds; of the other platforms nothing is published.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/timeout and
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/timeout
 */
export function patienceMs({ platform, segment }: Pick<Sample, 'platform' | 'segment'>): number | undefined {
  if (platform !== 'acquirer' && platform !== 'wallet') return undefined
  return patient.includes(segment) ? 8_000 : 5_000
}
