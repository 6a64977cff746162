import type { Command } from 'commander'
import type { Terminal } from '../terminal/terminal.ts'
import { addCheck } from './check/check.ts'
import { addFingerprint } from './fingerprint.ts'
import { addGenerate } from './generate/generate.ts'
import { addRotate } from './rotate/rotate.ts'

/** Adds the verb `keys`. */
export function addKeys(program: Command, terminal: Terminal): void {
  const keys = program
    .command('keys')
    .summary('make, check and replace keys')
    .description(
      'Makes pairs, says what a key really is, and replaces keys step by step. Prints no private key.',
    )
    .helpCommand(false)
  addGenerate(keys, terminal)
  addCheck(keys, terminal)
  addFingerprint(keys, terminal)
  addRotate(keys, terminal)
}
