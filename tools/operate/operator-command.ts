import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import type { Values } from './options.ts'
import type { Which } from './which.ts'

/** The IAM actions that a command needs, and on what of the stage. */
export interface Statement {
  readonly actions: readonly string[]
  readonly on: Resource
}

export type Resource = 'receipts' | 'journal' | 'bus' | 'dead-letters'

/** A subcommand of an operator's program, as data: what it is called, what it reads, what it needs, what it does. */
interface Row<Connections, Chosen> {
  readonly name: string
  /** One line, for the usage text and the documents. */
  readonly summary: string
  readonly which: Which<Chosen>
  readonly permissions: readonly Statement[]
  /** Opens what the command works with, in the deployment that was entered; refused with one line. */
  open(): Checked<Connections, string>
  /** The number of failures. */
  run(connections: Connections, chosen: Chosen): Promise<number>
}

export interface OperatorCommand extends Pick<Row<unknown, unknown>, 'name' | 'summary' | 'permissions'> {
  readonly which: Pick<Which<unknown>, 'ways' | 'example'>
  /** What is to be done, by the options; refused with one line. `now` is epoch milliseconds. */
  read(values: Values, now: number): Checked<Task, string>
}

/** Comes to the number of failures, or is refused with one line before anything is done. */
export type Task = () => Promise<Checked<number, string>>

/** Makes a row a command, so that rows of different connections and arguments stand in one list. */
export function operatorCommand<Connections, Chosen>(row: Row<Connections, Chosen>): OperatorCommand {
  const { name, summary, which, permissions } = row
  return {
    name,
    summary,
    which,
    permissions,
    read(values, now) {
      const chosen = which.read(values, now)
      if (!chosen.ok) return refused(chosen.refusal)
      return passed(async () => {
        const opened = row.open()
        return opened.ok ? passed(await row.run(opened.value, chosen.value)) : refused(opened.refusal)
      })
    },
  }
}

/** What `npm run <name>` offers. */
export interface OperatorProgram {
  readonly name: string
  readonly commands: readonly OperatorCommand[]
}
