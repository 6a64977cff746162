import { declaredResource } from './resource.ts'

interface QueueProperties {
  readonly DelaySeconds: number
  readonly VisibilityTimeout: number
  readonly RedrivePolicy: { readonly maxReceiveCount: number }
}

interface RuleProperties {
  readonly EventPattern: Readonly<Record<string, readonly string[]>>
}

/** The queue of watches as infra/watches.yml describes it. */
export function declaredWatches() {
  const { DelaySeconds, VisibilityTimeout, RedrivePolicy } = declaredResource<QueueProperties>(
    'watches.yml',
    'Watches',
  )
  return {
    delaySeconds: DelaySeconds,
    visibilitySeconds: VisibilityTimeout,
    mostReceives: RedrivePolicy.maxReceiveCount,
  }
}

/** What an event on the bus must be for its detail to be an announcement: for each field the texts that it may be. */
export function declaredWatchPattern(): Readonly<Record<string, readonly string[]>> {
  return declaredResource<RuleProperties>('watches.yml', 'WatchRule').EventPattern
}
