import { readFileSync } from 'node:fs'
import { writeWhole } from '../files.ts'

export interface Position {
  /** The sequence number of the last record that was delivered. */
  readonly after?: string
  /** The shard is closed and read to its end. */
  readonly finished?: boolean
}

/** How far each shard of a stream was delivered. */
export interface Checkpoint {
  position(shardId: string): Position
  /** On disk when the call returns. */
  save(shardId: string, position: Position): void
}

/** Opens the checkpoint that the file keeps; that of another stream, of a table made anew, counts for nothing. */
export function openCheckpoint(file: string, streamArn: string): Checkpoint {
  const positions = readPositions(file, streamArn)
  return {
    position: (shardId) => positions.get(shardId) ?? {},
    save(shardId, position) {
      positions.set(shardId, position)
      writeWhole(file, `${JSON.stringify({ streamArn, shards: [...positions] })}\n`)
    },
  }
}

function readPositions(file: string, streamArn: string): Map<string, Position> {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8'))
    return new Map(kept.streamArn === streamArn ? kept.shards : [])
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    throw cause
  }
}
