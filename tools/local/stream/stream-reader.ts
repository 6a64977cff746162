import type { DynamoDBRecord } from 'aws-lambda'
import type { DynamoDBApi } from '../../dynamodb/dynamodb-api.ts'

export interface Shard {
  readonly id: string
  readonly parent: string | undefined
}

/** A table's stream. An iterator is good for one read; every method throws where DynamoDB refuses. */
export interface StreamReader {
  shards(): Promise<readonly Shard[]>
  /** Iterates from behind the sequence number, or from the oldest record that is left. */
  iterate(shardId: string, after: string | undefined): Promise<string>
  /** At most a hundred records; no `next` where the shard is closed and read to its end. */
  read(iterator: string): Promise<{ records: readonly DynamoDBRecord[]; next: string | undefined }>
}

const SERVICE = 'DynamoDBStreams_20120810'
/** Lambda's batch size here. */
const LIMIT = 100

interface StreamPage {
  readonly StreamDescription: {
    readonly Shards?: readonly { readonly ShardId: string; readonly ParentShardId?: string }[]
    readonly LastEvaluatedShardId?: string
  }
}

export function streamReader(call: DynamoDBApi, StreamArn: string): StreamReader {
  async function iterate(ShardId: string, after: string | undefined): Promise<string> {
    const { ShardIterator } = await call<{ ShardIterator: string }>(`${SERVICE}.GetShardIterator`, {
      StreamArn,
      ShardId,
      ...(after
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
        : { ShardIteratorType: 'TRIM_HORIZON' }),
    })
    return ShardIterator
  }

  return {
    async shards() {
      const shards: Shard[] = []
      let ExclusiveStartShardId: string | undefined
      do {
        const page: StreamPage = await call(`${SERVICE}.DescribeStream`, { StreamArn, ExclusiveStartShardId })
        const { Shards = [], LastEvaluatedShardId } = page.StreamDescription
        shards.push(...Shards.map(({ ShardId, ParentShardId }) => ({ id: ShardId, parent: ParentShardId })))
        ExclusiveStartShardId = LastEvaluatedShardId
      } while (ExclusiveStartShardId)
      return shards
    },
    iterate: (shardId, after) =>
      iterate(shardId, after).catch((cause) => {
        if (cause.name !== 'TrimmedDataAccessException') throw cause
        return iterate(shardId, undefined)
      }),
    async read(ShardIterator) {
      type Page = { Records?: readonly DynamoDBRecord[]; NextShardIterator?: string }
      const { Records = [], NextShardIterator } = await call<Page>(`${SERVICE}.GetRecords`, {
        ShardIterator,
        Limit: LIMIT,
      })
      const records = Records.map((record) => ({ ...record, eventSourceARN: StreamArn }))
      return { records, next: NextShardIterator }
    },
  }
}
