import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics } from '@aws-lambda-powertools/metrics'
import type { CommandDisposition } from '../commands/command-result.ts'
import type { NotificationDisposition } from '../notifications/receive.ts'
import type { RefusalReason } from '../protocol/refusal.ts'
import type { TimeRemark } from '../protocol/request-time.ts'
import type { Line } from './line.ts'

/** How a request ended: the closed list of metric names, one of which every request counts. */
export type Disposition =
  | NotificationDisposition
  | CommandDisposition
  | 'refused'
  | 'unknown-client'
  | 'too-large'
  | 'store-failed'
  | 'no-keys'
  | 'wrong-settings'

export type Level = 'info' | 'warn' | 'error'

/** What is logged and counted of a request. `evidence` never holds a body, a token, a key or a signature. */
export interface Observation {
  readonly disposition: Disposition
  readonly level: Level
  readonly remarks?: readonly TimeRemark[]
  /** The second dimension: the row's name, or why the request is not genuine. */
  readonly api?: string
  readonly reason?: RefusalReason
  /** For a command whose API is known: how long its sender waits, in milliseconds. */
  readonly senderTimeoutMs?: number | undefined
  readonly evidence?: Line
}

/**
 * Delivery counts each receipt that it gave up or must try again; EventBridge itself counts what was published. Asking
 * counts each question by what came of it, and each watch that ends without a final state.
 */
type Count =
  | Disposition
  | TimeRemark
  | 'dead-lettered'
  | 'delivery-failed'
  | 'delivery-stopped'
  | 'asked'
  | 'ask-failed'
  | 'ask-not-believed'
  | 'unresolved'
  | 'absent'
  | 'watch-refused'
  | 'watch-failed'

/** Both in milliseconds. */
export interface Waited {
  readonly waitedMs: number
  readonly senderTimeoutMs: number
}

/** Logs and metrics (EMF) of one environment, by Powertools: JSON lines on stdout. */
export interface Observer {
  log(level: Level, message: string, line: Line): void
  /**
   * Counts one of each name, for the whole service and for the platform with the detail. With `waited` it also measures
   * how long a sender waited, and which part of its time-out that was. One line, whatever is in it.
   */
  count(
    names: readonly Count[],
    platform?: string,
    detail?: Readonly<Record<string, string>>,
    waited?: Waited,
  ): void
}

export function createObserver(): Observer {
  const logger = new Logger()
  const metrics = new Metrics({ namespace: 'AlipayReceiver' })
  return {
    log: (level, message, line) => logger[level](message, line),
    count(names, platform, detail, waited) {
      metrics.addDimensions({})
      if (platform) metrics.addDimensions({ platform, ...detail })
      for (const name of names) metrics.addMetric(name, 'Count', 1)
      if (waited) {
        metrics.addMetric('answer-time', 'Milliseconds', waited.waitedMs)
        metrics.addMetric('timeout-used', 'Percent', (100 * waited.waitedMs) / waited.senderTimeoutMs)
      }
      metrics.publishStoredMetrics()
    },
  }
}
