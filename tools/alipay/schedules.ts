import type { Sample } from './samples.ts'

/** When a platform sends again what was not answered as it wishes. */
export interface Schedule {
  /** Each after the one before it, in milliseconds. */
  readonly delaysMs: readonly number[]
  /** The answers after which it sends no more. */
  readonly until: readonly ('S' | 'F')[]
  /** The public page that says so; or that it sends again, where the intervals are published nowhere. */
  readonly page: string
  /** The intervals are those of the sister platforms. */
  readonly isAssumed: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** The one schedule that is published: seven more within 25 hours. */
const delaysMs = [2, 10, 10, 60, 120, 360, 900].map((minutes) => minutes * MINUTE_MS)

const schedules: Readonly<Record<string, Schedule>> = {
  'antom notification': {
    delaysMs,
    until: ['S'],
    page: 'https://global.alipay.com/docs/ac/ams/notify_vaulting',
    isAssumed: false,
  },
  'worldfirst notification': {
    delaysMs,
    until: ['S'],
    page: 'https://developers.worldfirst.com/docs/alipay-worldfirst/worldcard_solution/notify_cardholder_status',
    isAssumed: false,
  },
  'acquirer notification': {
    delaysMs,
    until: ['S'],
    page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/timeout',
    isAssumed: true,
  },
  'mini-program notification': {
    delaysMs,
    until: ['S', 'F'],
    page: 'https://miniprogram.gcash.com/docs/miniprogram_gcash/mpdev/openapi_overview',
    isAssumed: true,
  },
  'acquirer command': {
    delaysMs,
    until: ['S', 'F'],
    page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/timeout',
    isAssumed: true,
  },
  'mini-program command': {
    delaysMs,
    until: ['S', 'F'],
    page: 'https://miniprogram.gcash.com/docs/miniprogram_gcash/mpdev/openapi_overview',
    isAssumed: true,
  },
  'wallet command': {
    delaysMs,
    until: ['S', 'F'],
    page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/timeout',
    isAssumed: true,
  },
}

/** Throws where the platform sends no such message: a mistake of the caller's. */
export function scheduleOf({ platform, kind }: Pick<Sample, 'platform' | 'kind'>): Schedule {
  const found = schedules[`${platform} ${kind}`]
  if (!found) throw new Error(`no schedule of ${platform} ${kind}`)
  return found
}

/** How long such a time is, in the largest whole unit: `2 min`, `15 h`. */
export function durationText(ms: number): string {
  return ms >= HOUR_MS ? `${ms / HOUR_MS} h` : `${ms / MINUTE_MS} min`
}
