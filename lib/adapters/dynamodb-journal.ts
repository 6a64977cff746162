import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  DynamoDBServiceException,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { Claim, End, Journal, Lookup, Operation, Role, Ruling, Settlement } from '../commands/journal.ts'
import type { Timing } from '../time/timing.ts'
import { insist } from './insist.ts'
import { type Item, toOperation } from './operation-item.ts'

/** How many attempts of a role stand in an item; the last is `Trail1`. */
export const TRAIL_LENGTH = 8

interface Update {
  readonly set: readonly string[]
  readonly remove?: string
  readonly where: readonly string[]
  readonly values: Item
}

/** The refusals of a request that may be granted when it is made again. */
const passing = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
]

/**
 * The journal in a DynamoDB table: an item for each operation, the attributes of its two roles side by side. A look is one
 * consistent GetItem, every other call one conditional UpdateItem; each is made again until its time is up. An expired
 * item that is not deleted yet counts as one that is kept. The client must not repeat anything by itself.
 */
export function dynamoDBJournal(client: DynamoDBClient, table: string, timing: Timing): Journal {
  function update({ key, until }: Claim | End, { set, remove, where, values }: Update): Promise<Ruling> {
    const input = {
      TableName: table,
      Key: { pk: { S: key } },
      UpdateExpression: `SET ${set.join(', ')}${remove ? ` REMOVE ${remove}` : ''}`,
      ConditionExpression: where.join(' AND '),
      ExpressionAttributeValues: values,
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    } as const

    async function request(abortSignal: AbortSignal): Promise<Ruling> {
      try {
        const { Attributes = {} } = await client.send(new UpdateItemCommand(input), { abortSignal })
        return { granted: true, operation: toOperation(Attributes) }
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause
        return { granted: false, operation: toOperation(cause.Item ?? {}) }
      }
    }

    return insist({ request, mayPass, until }, timing)
  }

  function look({ key, until }: Lookup): Promise<Operation> {
    const input = { TableName: table, Key: { pk: { S: key } }, ConsistentRead: true }

    async function request(abortSignal: AbortSignal): Promise<Operation> {
      const { Item = {} } = await client.send(new GetItemCommand(input), { abortSignal })
      return toOperation(Item)
    }

    return insist({ request, mayPass, until }, timing)
  }

  return {
    look,
    claim: (claim) => update(claim, toClaim(claim)),
    settle: (settlement) => update(settlement, toSettle(settlement)),
    release: (end) => update(end, toRelease(end)).then(() => undefined),
  }
}

function toClaim(claim: Claim): Update {
  const { role, api, owner, digest, now, leaseUntil, expires } = claim
  return {
    set: [
      `${role}Api = :api`,
      `${role}Owner = :owner`,
      `${role}Digest = :digest`,
      `${role}At = :now`,
      `${role}LeaseUntil = :leaseUntil`,
      `${role}Attempt = if_not_exists(${role}Attempt, :zero) + :one`,
      `${role}Since = if_not_exists(${role}Since, :now)`,
      `${role}Trail1 = :begun`,
      ...moveTrail(role),
      ...(expires === undefined ? [] : ['expires = :expires']),
    ],
    ...(expires === undefined && { remove: 'expires' }),
    where: [
      `attribute_not_exists(${role}Status)`,
      `(attribute_not_exists(${role}Digest) OR ${role}Digest = :digest)`,
      `(attribute_not_exists(${role}LeaseUntil) OR ${role}LeaseUntil <= :now)`,
      // A claim that is made twice may land once more after its lease was given back.
      `(attribute_not_exists(${role}Owner) OR ${role}Owner <> :owner)`,
      ...(role === 'act' ? ['(attribute_not_exists(cancelDigest) OR cancelStatus = :failed)'] : []),
    ],
    values: {
      ':api': { S: api },
      ':owner': { S: owner },
      ':digest': { S: digest },
      ':now': { N: String(now) },
      ':leaseUntil': { N: String(leaseUntil) },
      ':zero': { N: '0' },
      ':one': { N: '1' },
      ':none': { NULL: true },
      ':begun': toTrail({ ...claim, begunAt: now }),
      ...(role === 'act' && { ':failed': { S: 'F' } }),
      ...(expires !== undefined && { ':expires': { N: String(expires) } }),
    },
  }
}

function toSettle(settlement: Settlement): Update {
  const { role, owner, outcome, now } = settlement
  return {
    set: [`${role}Status = :status`, `${role}Body = :body`, `${role}At = :now`, `${role}Trail1 = :ended`],
    ...(role === 'cancel' && outcome.status === 'S' && { remove: 'expires' }),
    where: [`${role}Owner = :owner`, `attribute_not_exists(${role}Status)`],
    values: {
      ':owner': { S: owner },
      ':status': { S: outcome.status },
      ':body': { S: outcome.body },
      ':now': { N: String(now) },
      ':ended': toTrail(settlement, settlement),
    },
  }
}

function toRelease(end: End): Update {
  const { role, owner } = end
  return {
    set: [`${role}LeaseUntil = :zero`, `${role}Trail1 = :ended`],
    where: [`${role}Owner = :owner`, `attribute_not_exists(${role}Status)`],
    values: { ':owner': { S: owner }, ':zero': { N: '0' }, ':ended': toTrail(end, end) },
  }
}

/** Moves each attempt of the trail on by one place, which drops the oldest: operands are read before anything is set. */
function moveTrail(role: Role): readonly string[] {
  return Array.from(
    { length: TRAIL_LENGTH - 1 },
    (_, at) => `${role}Trail${at + 2} = if_not_exists(${role}Trail${at + 1}, :none)`,
  )
}

/**
 * Opens the connection and warms the SDK while Lambda initialises: an update whose condition cannot hold changes nothing.
 * Never rejects: the first real request fails and says why.
 */
export async function warmUpJournal(client: DynamoDBClient, table: string): Promise<void> {
  const impossible = new UpdateItemCommand({
    TableName: table,
    Key: { pk: { S: 'warm-up' } },
    UpdateExpression: 'SET actAttempt = :one',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  })
  await client.send(impossible).catch(() => undefined)
}

function toTrail(
  { begunAt, correlationId }: Pick<End, 'begunAt' | 'correlationId'>,
  end?: Pick<End, 'now' | 'disposition'>,
): AttributeValue {
  return {
    M: {
      begun: { N: String(begunAt) },
      request: { S: correlationId },
      ...(end && { ended: { N: String(end.now) }, as: { S: end.disposition } }),
    },
  }
}

/** Whether a failure may pass: all but what DynamoDB itself will not do. */
function mayPass(cause: unknown): boolean {
  if (!(cause instanceof DynamoDBServiceException)) return true
  return (cause.$metadata.httpStatusCode ?? 0) >= 500 || passing.includes(cause.name)
}
