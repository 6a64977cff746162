import { randomUUID } from 'node:crypto'
import { localAccess } from '../../dynamodb/local-access.ts'
import type { LineFile } from '../files.ts'
import type { PublishedEvent } from '../watcher.ts'
import { awsError, type Operations } from './operation.ts'

const MAX_ENTRIES = 10
const MAX_CALL_BYTES = 262_144

interface Entry {
  readonly Source: string
  readonly DetailType: string
  readonly Detail: string
  /** Epoch seconds. */
  readonly Time?: number
  readonly Resources?: readonly string[]
}

/** Appends each event to the file in the form in which EventBridge delivers it to a target. */
export function eventBridge(
  file: LineFile,
  onEvent: (event: PublishedEvent) => void = () => undefined,
): Operations {
  function putEvents({ Entries }: { Entries: readonly Entry[] }) {
    const events = checked(Entries).map(toEvent)
    const published = events.filter((event) => event !== undefined)
    file.append(published)
    published.forEach(onEvent)
    return {
      FailedEntryCount: events.length - published.length,
      Entries: events.map((event) =>
        event
          ? { EventId: event.id }
          : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
      ),
    }
  }
  return [['AWSEvents.PutEvents', putEvents]]
}

/** Throws where a call may not have as many, or as large ones. */
function checked(entries: readonly Entry[]): readonly Entry[] {
  const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0)
  if (entries.length > MAX_ENTRIES || bytes > MAX_CALL_BYTES) {
    throw awsError(
      'ValidationException',
      'Total size or number of the entries in the request is over the limit.',
    )
  }
  return entries
}

/** As https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html counts it. */
function sizeOf({ Time, Source, DetailType, Detail, Resources = [] }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources]
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14)
}

/** Undefined where the detail is not a JSON object. */
function toEvent({ Source, DetailType, Detail, Time = Date.now() / 1000, Resources = [] }: Entry) {
  const detail = readDetail(Detail)
  if (detail === undefined) return undefined
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account: '000000000000',
    time: `${new Date(Time * 1000).toISOString().slice(0, 19)}Z`,
    region: localAccess.region,
    resources: Resources,
    detail,
  }
}

function readDetail(text: string): object | undefined {
  try {
    const detail: unknown = JSON.parse(text)
    return typeof detail === 'object' && detail !== null ? detail : undefined
  } catch {
    return undefined
  }
}
