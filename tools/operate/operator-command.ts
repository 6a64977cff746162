import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import type { Output } from './output.ts'
import type { Typed, Which } from './which.ts'

/** The IAM actions that a command needs, and on what of the stage. */
export interface Statement {
  readonly actions: readonly string[]
  readonly on: Resource
}

export type Resource =
  | 'receipts'
  | 'journal'
  | 'refused'
  | 'secrets'
  | 'bus'
  | 'dead-letters'
  | 'watches'
  | 'logs'

/** A command of an operator's verb, as data: what it is called, what it reads, what it needs, what it does. */
interface Row<Connections, Chosen> {
  /** Empty for the only command of a verb: it is the verb itself. */
  readonly name: string
  /** One line, for the help and the documents. */
  readonly summary: string
  readonly which: Which<Chosen>
  readonly permissions: readonly Statement[]
  /** Opens what the command works with, in the deployment that was entered; refused with one line. */
  open(): Checked<Connections, string>
  /** The number of failures. */
  run(connections: Connections, output: Output, chosen: Chosen): Promise<number>
}

export interface OperatorCommand extends Pick<Row<unknown, unknown>, 'name' | 'summary' | 'permissions'> {
  readonly which: Omit<Which<unknown>, 'read'>
  /** What is to be done, by what was typed; refused with one line. `now` is epoch milliseconds. */
  read(typed: Typed, now: number): Checked<Task, string>
}

/** Comes to the number of failures, or is refused with one line before anything is done. */
export type Task = (output: Output) => Promise<Checked<number, string>>

/** Makes a row a command, so that rows of different connections and arguments stand in one list. */
export function operatorCommand<Connections, Chosen>(row: Row<Connections, Chosen>): OperatorCommand {
  const { name, summary, which, permissions } = row
  return {
    name,
    summary,
    which,
    permissions,
    read(typed, now) {
      const chosen = which.read(typed, now)
      if (!chosen.ok) return refused(chosen.refusal)
      return passed(async (output) => {
        const opened = row.open()
        return opened.ok ? passed(await row.run(opened.value, output, chosen.value)) : refused(opened.refusal)
      })
    },
  }
}

/** What `npm run alipay -- <name>` offers. */
export interface OperatorProgram {
  readonly name: string
  /** One line, for the list of verbs. */
  readonly summary: string
  readonly commands: readonly OperatorCommand[]
  /** Where neither --local nor --stage is said, it works at the local stack: what it does is harmless there. */
  readonly isLocalByDefault?: true
}

/** A command as it is typed; `place` says where it works. */
export function commandLine(program: string, command: string, place: string, example: string): string {
  return ['npm run alipay --', program, command, place, example.trim()].filter(Boolean).join(' ')
}
