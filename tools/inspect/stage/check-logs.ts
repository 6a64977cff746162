import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { FollowedLog } from './log-tail.ts'

/** Resolves once one of the groups can be read, and rejects with why none can. */
export async function checkLogs(client: CloudWatchLogsClient, groups: readonly FollowedLog[]): Promise<void> {
  let first: unknown
  for (const { name: logGroupName } of groups) {
    try {
      await client.send(new FilterLogEventsCommand({ logGroupName, startTime: Date.now(), limit: 1 }))
      return
    } catch (cause) {
      first ??= cause
      if (!isOfOneGroup(cause)) break
    }
  }
  throw first
}

/** Another group may be there, or allowed. */
function isOfOneGroup(cause: unknown): boolean {
  return cause instanceof Error && /^(ResourceNotFound|AccessDenied)/.test(cause.name)
}
