import {
  EventBridgeClient,
  EventBridgeServiceException,
  PutEventsCommand,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge'
import type { Bus, Publication } from '../notifications/bus.ts'
import type { NotificationEvent } from '../notifications/event.ts'
import { type AwsAccess, clientSettings } from './aws-access.ts'

/** The codes of an entry that is itself wrong. Any other, such as a missing permission, can be mended without it. */
const impossible: ReadonlySet<string> = new Set(['MalformedDetail', 'InvalidArgument'])

export function createEventBridgeClient(access: AwsAccess): EventBridgeClient {
  return new EventBridgeClient(clientSettings(access, 3, 3000))
}

/**
 * Whether a call was refused for what it holds: its total size, its form. All else (throttled, not allowed, no such bus,
 * a fault of the service) is not about the entries. 413 comes without a name.
 */
function isAboutContent(cause: unknown): boolean {
  if (!(cause instanceof EventBridgeServiceException)) return false
  return cause.name === 'ValidationException' || cause.$metadata.httpStatusCode === 413
}

export function eventBridgeBus(client: EventBridgeClient, busName: string): Bus {
  const put = (events: readonly NotificationEvent[]) =>
    client.send(
      new PutEventsCommand({
        Entries: events.map(({ source, detailType, time, detail }) => ({
          EventBusName: busName,
          Source: source,
          DetailType: detailType,
          Time: new Date(time),
          Detail: detail,
        })),
      }),
    )

  return {
    async publish(events) {
      try {
        const { Entries = [] } = await put(events)
        return events.map((_, index) => publicationOf(Entries[index]))
      } catch (cause) {
        if (isAboutContent(cause)) return 'refused'
        throw cause
      }
    },
  }
}

function publicationOf(entry: PutEventsResultEntry | undefined): Publication {
  if (entry?.EventId) return 'published'
  return impossible.has(entry?.ErrorCode ?? '') ? 'impossible' : 'failed'
}
