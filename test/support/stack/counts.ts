interface Metric {
  readonly Name: string
  readonly Unit: string
}

/** What ask-alipay counts comes at its own time. */
const ofInquiries = /^(?:ask|watch|absent|unresolved)/

/**
 * What the functions counted of what a platform sent, in order: each metric's name and what it is counted by, beside the
 * platform.
 */
export function readCounts(log: string, platform: string): readonly string[] {
  return log
    .split('\n')
    .filter((line) => line.startsWith('{"_aws"'))
    .map((line) => JSON.parse(line))
    .filter((metrics) => metrics.platform === platform)
    .flatMap(({ _aws, api, reason }) => {
      const counts = _aws.CloudWatchMetrics[0].Metrics.filter(({ Unit }: Metric) => Unit === 'Count')
      return counts.map(({ Name }: Metric) => [Name, api ?? reason].join(' ').trim())
    })
    .filter((count) => !ofInquiries.test(count))
}
