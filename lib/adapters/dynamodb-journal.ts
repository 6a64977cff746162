import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { Entry, Journal, Operation, Role, Ruling } from '../commands/journal.ts'

type Item = Record<string, AttributeValue>

interface Update {
  readonly key: string
  readonly set: readonly string[]
  readonly remove?: string
  readonly where: readonly string[]
  readonly values: Item
}

/**
 * The journal in a DynamoDB table: an item for each operation, the attributes of its two roles side by side, each call
 * one conditional UpdateItem. An expired item that is not deleted yet counts as one that is kept.
 */
export function dynamoDBJournal(client: DynamoDBClient, table: string): Journal {
  async function update({ key, set, remove, where, values }: Update): Promise<Ruling> {
    try {
      const { Attributes = {} } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { pk: { S: key } },
          UpdateExpression: `SET ${set.join(', ')}${remove ? ` REMOVE ${remove}` : ''}`,
          ConditionExpression: where.join(' AND '),
          ExpressionAttributeValues: values,
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      )
      return { granted: true, operation: toOperation(Attributes) }
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause
      return { granted: false, operation: toOperation(cause.Item ?? {}) }
    }
  }

  return {
    claim: ({ key, role, api, owner, digest, now, leaseUntil, expires }) =>
      update({
        key,
        set: [
          `${role}Api = :api`,
          `${role}Owner = :owner`,
          `${role}Digest = :digest`,
          `${role}At = :now`,
          `${role}LeaseUntil = :leaseUntil`,
          `${role}Attempt = if_not_exists(${role}Attempt, :zero) + :one`,
          ...(expires === undefined ? [] : ['expires = :expires']),
        ],
        ...(expires === undefined && { remove: 'expires' }),
        where: [
          `attribute_not_exists(${role}Status)`,
          `(attribute_not_exists(${role}Digest) OR ${role}Digest = :digest)`,
          `(attribute_not_exists(${role}LeaseUntil) OR ${role}LeaseUntil <= :now)`,
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
          ...(role === 'act' && { ':failed': { S: 'F' } }),
          ...(expires !== undefined && { ':expires': { N: String(expires) } }),
        },
      }),

    settle: ({ key, role, owner, outcome, now }) =>
      update({
        key,
        set: [`${role}Status = :status`, `${role}Body = :body`, `${role}At = :now`],
        ...(role === 'cancel' && outcome.status === 'S' && { remove: 'expires' }),
        where: [`${role}Owner = :owner`, `attribute_not_exists(${role}Status)`],
        values: {
          ':owner': { S: owner },
          ':status': { S: outcome.status },
          ':body': { S: outcome.body },
          ':now': { N: String(now) },
        },
      }),

    async release({ key, role, owner }) {
      await update({
        key,
        set: [`${role}LeaseUntil = :zero`],
        where: [`${role}Owner = :owner`, `attribute_not_exists(${role}Status)`],
        values: { ':owner': { S: owner }, ':zero': { N: '0' } },
      })
    },
  }
}

/**
 * Opens the connection and warms the SDK while Lambda initialises, with the one permission that the journal needs: an
 * update whose condition cannot hold changes nothing. Never rejects: the first real request will tell what is wrong.
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

function toOperation(item: Item): Operation {
  const [act, cancel] = [toEntry(item, 'act'), toEntry(item, 'cancel')]
  return { ...(act && { act }), ...(cancel && { cancel }) }
}

function toEntry(item: Item, role: Role): Entry | undefined {
  const at = (name: string) => item[`${role}${name}`]
  const [digest, owner, status, body] = ['Digest', 'Owner', 'Status', 'Body'].map((name) => at(name)?.S)
  if (digest === undefined || owner === undefined) return undefined
  return {
    digest,
    owner,
    attempt: Number(at('Attempt')?.N),
    leaseUntil: Number(at('LeaseUntil')?.N),
    ...((status === 'S' || status === 'F') && body !== undefined && { outcome: { status, body } }),
  }
}
