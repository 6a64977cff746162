import type { Schedule } from '../inquiries/inquiry-api.ts'

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** Someone waits in front of a page: each minute at first, then ever more seldom. */
export const online: Schedule = { pauses: [[MINUTE_MS, 4]], factor: 2, longestPauseMs: 6 * HOUR_MS }

/** Someone waits at the till: every three seconds for a minute, as the pages of Antom and of Alipay+ order, then as above. */
export const inStore: Schedule = { pauses: [[3 * SECOND_MS, 20]], factor: 2, longestPauseMs: 6 * HOUR_MS }
