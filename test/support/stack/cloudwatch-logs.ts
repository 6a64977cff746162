import { type AwsCall, refuse, reply, startAwsStandIn } from './aws-stand-in.ts'

export interface LoggedEvent {
  readonly eventId: string
  readonly timestamp: number
  readonly message: string
}

interface Filter {
  readonly logGroupName: string
  readonly startTime?: number
  readonly nextToken?: string
  readonly filterPattern?: string
  readonly limit?: number
}

/**
 * CloudWatch Logs over real HTTP, as far as FilterLogEvents goes: in the order of time, in pages of which one is now and
 * then empty, and only the lines that its one filter pattern lets through.
 */
export async function startCloudWatchLogs(groups: readonly string[], pageEvents = 10_000) {
  const held = new Map<string, LoggedEvent[]>(groups.map((group) => [group, []]))
  /** The errors with which the next calls are answered; undefined for none. */
  const fates: (string | undefined)[] = []
  const standIn = await startAwsStandIn(({ operation, input }, response) => {
    const fate = fates.shift()
    if (fate !== undefined) return refuse(response, 400, fate)
    if (operation !== 'Logs_20140328.FilterLogEvents')
      return refuse(response, 400, 'UnknownOperationException')
    const filter = input as unknown as Filter
    const events = held.get(filter.logGroupName)
    if (!events) return refuse(response, 400, 'ResourceNotFoundException')
    reply(response, 200, pageOf(events, filter, pageEvents))
  })
  return {
    url: standIn.url,
    calls: standIn.calls as readonly AwsCall[],
    fates,
    log(group: string, ...events: readonly LoggedEvent[]): void {
      held.get(group)?.push(...events)
    },
    [Symbol.asyncDispose]: standIn[Symbol.asyncDispose],
  }
}

/** A token says behind which event to go on; one that begins with `-` was given with an empty page. */
function pageOf(events: readonly LoggedEvent[], filter: Filter, pageEvents: number) {
  const { startTime = 0, nextToken, filterPattern, limit = pageEvents } = filter
  const fitting = events
    .filter(({ timestamp, message }) => timestamp >= startTime && matches(filterPattern, message))
    .map((event) => ({ event, position: `${String(event.timestamp).padStart(16, '0')}/${event.eventId}` }))
    .sort((one, other) => (one.position < other.position ? -1 : 1))
  const after = nextToken?.replace(/^-/, '') ?? ''
  const left = fitting.filter(({ position }) => position > after)
  if (left.length > limit && nextToken !== undefined && !nextToken.startsWith('-')) {
    return { events: [], nextToken: `-${nextToken}` }
  }
  const page = left.slice(0, limit)
  return {
    events: page.map(({ event }) => event),
    ...(left.length > limit && { nextToken: page.at(-1)?.position }),
  }
}

type Line = Readonly<Record<string, unknown>>

const filters: ReadonlyMap<string, (line: Line) => boolean> = new Map([
  ['{ $.correlationId = "*" }', ({ correlationId }: Line) => typeof correlationId === 'string'],
  [
    '{ $.status = "4*" || $.status = "5*" }',
    ({ status }: Line) => typeof status === 'string' && /^[45]/.test(status),
  ],
])

function matches(pattern: string | undefined, message: string): boolean {
  if (pattern === undefined) return true
  const fits = filters.get(pattern)
  if (!fits) throw new Error(`the stand-in does not know ${pattern}`)
  try {
    return fits(JSON.parse(message))
  } catch {
    return false
  }
}
