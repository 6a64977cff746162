import type { Command } from './backend.ts'
import type { CommandApi } from './command-api.ts'
import type { OperationName } from './name-operation.ts'

/** A command that is understood and may be executed. */
export interface Task {
  readonly api: CommandApi
  readonly name: OperationName
  readonly isRecorded: boolean
  /** Epoch seconds until which its record must be kept; undefined for ever. */
  readonly expires: number | undefined
  readonly command: Omit<Command, 'attempt' | 'signal'>
  /** Called with the likely answer before it is recorded, so that signing overlaps the write. */
  anticipate(body: string): void
}
