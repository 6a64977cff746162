import type { Command } from 'commander'
import { problem } from '../../terminal/problem.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { consoles } from '../consoles.ts'
import { nameOfInput, readInput } from '../input.ts'
import { platformsNamed, type SecretAtHand, secretsAtHand, type WhichSecrets } from '../secrets/at-hand.ts'
import { viewSecret } from '../secrets/secret-view.ts'
import { checkKey, type Place } from './check-key.ts'
import { keysAtHand } from './owners.ts'
import { isGood, printKey } from './print-key.ts'
import { printSecret, reportSecret } from './print-secret.ts'

interface Options extends WhichSecrets {
  readonly as?: Place
  readonly json?: true
}

/** Adds `keys check`. */
export function addCheck(keys: Command, terminal: Terminal): void {
  const check = keys
    .command('check')
    .summary('say what a pasted key, or a whole secret, really is')
    .description(
      'Says what a key is, whose, what the receiver makes of it, and what is wrong. Without a file it checks secrets.',
    )
    .argument('[files...]', 'files with a key each; - is standard input')
    .option('--platform <platform>', `only for one of ${Object.keys(consoles).join(', ')}`)
    .option('--secret <file>', 'compare with this secret, or check it')
    .option('--stage <stage>', 'compare with the secrets of a stage, or check them')
    .option('--json', 'one line of JSON for each file or secret')
    .addHelpText('after', examples)
    .action(async (files: readonly string[], options: Options) => {
      const good =
        files.length > 0 ? await checkFiles(terminal, files, options) : await checkSecrets(terminal, options)
      if (!good) process.exitCode = 1
    })
  const place = check.createOption('--as <place>', 'where in the secret the key is meant to stand')
  check.addOption(place.choices(['signing', 'verifying']))
}

const examples = `
Examples:
  pbpaste | npm run -s alipay -- keys check -
  npm run alipay -- keys check alipay.pem --platform antom --as verifying
  npm run alipay -- keys check --secret antom.json --platform antom
  npm run alipay -- keys check --stage prod

Without --secret or --stage, whose a key is is looked up in the local stack's secrets (LOCAL_DIR).`

async function checkFiles(terminal: Terminal, files: readonly string[], options: Options): Promise<boolean> {
  const { as, platform, json } = options
  const known = keysAtHand(await secretsAtHand(options))
  const platforms = platformsNamed(platform)
  let good = true
  for (const file of files) {
    const report = checkKey(nameOfInput(file), await readInput(file), { place: as, platforms, known })
    good &&= isGood(report)
    if (json) terminal.json({ ...report, owners: report.owners.map(({ publicKey: _, ...owner }) => owner) })
    else printKey(terminal, report)
  }
  return good
}

const NOTHING_THERE =
  'no secret is here: name a file with a key, - for standard input, --secret <file> or --stage <stage>'

async function checkSecrets(terminal: Terminal, options: Options): Promise<boolean> {
  const secrets = await secretsAtHand(options)
  if (secrets.length === 0) throw problem(NOTHING_THERE)
  for (const secret of secrets) {
    if (options.json) terminal.json(reportSecret(secret))
    else printSecret(terminal, secret)
  }
  return secrets.every(isFlawless)
}

function isFlawless({ texts, platform }: SecretAtHand): boolean {
  return viewSecret(texts, platform).problems.length === 0
}
