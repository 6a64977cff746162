import type { Command } from 'commander'
import { fingerprintOf, shortFingerprintOf } from '../../lib/protocol/fingerprint.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { nameOfInput, readInput } from './input.ts'
import { readPaste } from './paste/read-paste.ts'
import { oneLineOf, publicHalfOf } from './public-half.ts'

/** Adds `keys fingerprint`. */
export function addFingerprint(keys: Command, terminal: Terminal): void {
  keys
    .command('fingerprint')
    .summary('print the fingerprint of a key, and its public half on one line')
    .description(
      'Prints the SHA-256 of the public half (DER, SPKI), as the log has it in keysTried, and the half itself as base64.',
    )
    .argument('<files...>', 'files with a key each, private or public; - is standard input')
    .option('--json', 'one line of JSON for each file')
    .addHelpText('after', examples)
    .action(async (files: readonly string[], { json }: { json?: true }) => {
      for (const file of files) {
        const print = printOf(nameOfInput(file), await readInput(file))
        if (json) terminal.json(print)
        else printLines(terminal, print)
      }
    })
}

const examples = `
Examples:
  npm run alipay -- keys fingerprint alipay.pem
  npm run -s alipay -- keys fingerprint --json keys-antom-2/private.pem`

/** Throws a problem where there is no key inside, in whatever form. */
function printOf(source: string, bytes: Buffer) {
  const { key } = readPaste(bytes)
  if (!key) throw problem(`${source} holds no key that can be read: \`keys check\` says why`)
  const publicKey = publicHalfOf(key)
  return {
    source,
    half: key.type,
    short: shortFingerprintOf(publicKey),
    fingerprint: fingerprintOf(publicKey),
    publicKey: oneLineOf(publicKey),
  }
}

function printLines(
  { print, paint }: Terminal,
  { source, short, fingerprint, publicKey }: ReturnType<typeof printOf>,
): void {
  print(paint('heading', source))
  print(`  in the log   ${short}`)
  print(`  whole        ${fingerprint}`)
  print(`  public half  ${publicKey}`)
}
