import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { TRAIL_LENGTH } from '../../../lib/adapters/dynamodb-journal.ts'
import type { Role } from '../../../lib/commands/journal.ts'

export type Item = Readonly<Record<string, AttributeValue>>

/** One attempt; its times in epoch milliseconds. */
export interface Attempt {
  readonly number: number
  readonly begun: number
  /** The API Gateway's id of its request, as in the log. */
  readonly request: string
  /** Undefined where no end is on record: it runs, or it crashed, broke, or met its deadline. */
  readonly ended: number | undefined
  readonly disposition: string | undefined
}

/** What the table holds of one role of an operation. */
export interface RoleRecord {
  readonly role: Role
  readonly api: string
  readonly attempts: number
  /** When it was first begun, and when it was last begun or recorded. */
  readonly since: number
  readonly at: number
  /** 0 once it is given back. */
  readonly leaseUntil: number
  /** Status and code, such as `S SUCCESS`; undefined while there is no outcome. */
  readonly outcome: string | undefined
  /** The last ones, the newest first. */
  readonly trail: readonly Attempt[]
}

/** What an item of the journal says, but for what its outcomes say: they may hold tokens. */
export function recordsOf(item: Item): readonly RoleRecord[] {
  return (['act', 'cancel'] as const)
    .filter((role) => item[`${role}Digest`])
    .map((role) => recordOf(item, role))
}

function recordOf(item: Item, role: Role): RoleRecord {
  const numberAt = (name: string) => Number(item[`${role}${name}`]?.N ?? 0)
  const attempts = numberAt('Attempt')
  const places = Array.from({ length: TRAIL_LENGTH }, (_, at) => item[`${role}Trail${at + 1}`]?.M)
  return {
    role,
    api: item[`${role}Api`]?.S ?? '',
    attempts,
    since: numberAt('Since'),
    at: numberAt('At'),
    leaseUntil: numberAt('LeaseUntil'),
    outcome: outcomeOf(item[`${role}Status`]?.S, item[`${role}Body`]?.S),
    trail: places.flatMap((place, at) => (place ? [attemptOf(place, attempts - at)] : [])),
  }
}

function attemptOf(place: Item, number: number): Attempt {
  const { begun, request, ended, as } = place
  return {
    number,
    begun: Number(begun?.N),
    request: request?.S ?? '',
    ended: ended && Number(ended.N),
    disposition: as?.S,
  }
}

function outcomeOf(status: string | undefined, body: string | undefined): string | undefined {
  if (!status || !body) return undefined
  return `${status} ${JSON.parse(body).result.resultCode}`
}
