import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { Bus } from '../notifications/bus.ts'
import { type AwsAccess, clientSettings } from './aws-access.ts'

/** What EventBridge says of an entry that is wrong itself; that we may not publish can be mended without it. */
const impossible = new Set(['MalformedDetail', 'InvalidArgument'])

export function createEventBridgeClient(access: AwsAccess): EventBridgeClient {
  return new EventBridgeClient(clientSettings(access, 3, 3000))
}

export function eventBridgeBus(client: EventBridgeClient, busName: string): Bus {
  return {
    async publish(events) {
      const { Entries = [] } = await client.send(
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
      return events.map((_, index) => {
        const entry = Entries[index]
        if (entry?.EventId) return 'published'
        return impossible.has(entry?.ErrorCode ?? '') ? 'impossible' : 'failed'
      })
    },
  }
}
