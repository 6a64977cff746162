import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics } from '@aws-lambda-powertools/metrics'

const logger = new Logger()
const metrics = new Metrics({ namespace: 'Peer' })

/** One metric and one line of log. */
export function record(
  what: string,
  dimensions: Readonly<Record<string, string>>,
  evidence: Readonly<Record<string, unknown>>,
): void {
  metrics.addDimensions(dimensions)
  metrics.addMetric(what, 'Count', 1)
  metrics.publishStoredMetrics()
  logger.info(`message ${what}`, evidence)
}
