import type { Command } from './backend.ts'
import type { CommandApi } from './command-api.ts'
import type { OperationName } from './name-operation.ts'

/** A command that is understood and may be executed. */
export interface Work {
  readonly api: CommandApi
  readonly name: OperationName
  readonly isRecorded: boolean
  /** Epoch seconds until which its record must be kept; undefined for ever. */
  readonly expires: number | undefined
  readonly command: Omit<Command, 'attempt' | 'signal'>
  /** Is told the answer that will be given if it is recorded, so that it may be signed meanwhile. */
  anticipate(body: string): void
}
