import type { Command } from 'commander'
import type { OperatorProgram } from '../operate/operator-command.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Adds a verb to the program: its arguments, options, examples, and what it does. */
type AddVerb = (program: Command, terminal: Terminal) => void

interface Verb {
  readonly name: string
  /** As the verb itself has it: here it stands for the list, which loads none of them. */
  readonly summary: string
  /** What somebody wants who looks for it: the heading in the list. */
  readonly group: 'Try:' | 'Explain:' | 'Keys:' | 'Operate:'
  load(): Promise<AddVerb>
}

/** In the order of the help. */
export const verbs: readonly Verb[] = [
  {
    name: 'start',
    summary: 'start the receiver on this machine',
    group: 'Try:',
    load: async () => (await import('../play/start-stack.ts')).addStart,
  },
  {
    name: 'send',
    summary: 'send a signed message to the receiver, or to any URL',
    group: 'Try:',
    load: async () => (await import('../send/send.ts')).addSend,
  },
  {
    name: 'chain',
    summary: 'play a scene of several messages that follow each other',
    group: 'Try:',
    load: async () => (await import('../send/chain.ts')).addChain,
  },
  {
    name: 'replay',
    summary: 'send recorded calls again',
    group: 'Try:',
    load: async () => (await import('../send/replay.ts')).addReplay,
  },
  {
    name: 'certify',
    summary: 'prove that a backend keeps the rules of money',
    group: 'Try:',
    load: async () => (await import('../certify/add-certify.ts')).addCertify,
  },
  {
    name: 'explain',
    summary: 'say why a signature does not hold, and what to change',
    group: 'Explain:',
    load: explaining,
  },
  {
    name: 'keys',
    summary: 'make, check and replace keys',
    group: 'Keys:',
    load: async () => (await import('../keys/program.ts')).addKeys,
  },
  {
    name: 'ask',
    summary: 'have Alipay asked how a payment or another object ended: one, or all that are open',
    group: 'Operate:',
    load: async () => operating((await import('../operate/ask/program.ts')).asking),
  },
  {
    name: 'receipts',
    summary: 'publish, recognise, redrive or erase the receipts of notifications',
    group: 'Operate:',
    load: async () => operating((await import('../operate/receipts/program.ts')).receipts),
  },
  {
    name: 'journal',
    summary: 'look into the record of commands: what was begun, when, and what it came to',
    group: 'Operate:',
    load: async () => operating((await import('../operate/journal/program.ts')).journal),
  },
  {
    name: 'refused',
    summary: 'list, explain or accept what was refused and kept',
    group: 'Operate:',
    load: async () => operating((await import('../operate/refused/program.ts')).refused),
  },
  {
    name: 'inspect',
    summary: 'look at the calls of a stage, live, in a browser',
    group: 'Operate:',
    load: async () => (await import('../inspect/stage/inspect.ts')).addInspect,
  },
]

/** The SDK is loaded where a stage is asked for. */
async function explaining(): Promise<AddVerb> {
  const { addExplain } = await import('../doctor/explain.ts')
  return (program, terminal) =>
    addExplain(program, terminal, async (stage, platforms) =>
      (await import('../operate/secrets-of-stage.ts')).secretsOfStage(stage, platforms),
    )
}

async function operating(rows: OperatorProgram): Promise<AddVerb> {
  const { addProgram } = await import('../operate/add-program.ts')
  return (program, terminal) => addProgram(program, terminal, rows)
}
