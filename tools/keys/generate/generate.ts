import type { Command } from 'commander'
import { fingerprintOf, shortFingerprintOf } from '../../../lib/protocol/fingerprint.ts'
import type { AlgorithmName } from '../../../lib/protocol/keys.ts'
import type { Platform } from '../../../lib/protocol/platform.ts'
import { unknownName } from '../../terminal/nearest.ts'
import { problem, wrongUsage } from '../../terminal/problem.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { consoleOf, consoles } from '../consoles.ts'
import { oneLineOf, publicHalfOf } from '../public-half.ts'
import { newPrivateKey } from './new-pair.ts'
import { nextSteps } from './next-steps.ts'
import { writePair } from './pair-files.ts'

interface Options {
  readonly platform: string
  readonly client: string
  readonly version: string
  readonly algorithm: string
  readonly out?: string
  readonly print?: true
  readonly json?: true
}

/** Adds `keys generate`. */
export function addGenerate(keys: Command, terminal: Terminal): void {
  keys
    .command('generate')
    .summary('make a pair in the form that a console wants')
    .description(
      'Makes a pair: the private half in files that only you can read, the public half to paste into the console.',
    )
    .requiredOption('--platform <platform>', `one of ${Object.keys(consoles).join(', ')}`)
    .option('--client <Client-Id>', 'the client whose pair it is', '<Client-Id>')
    .option('--version <version>', 'its keyVersion', '1')
    .option('--algorithm <algorithm>', 'RSA256, ECC256 or ECC224', 'RSA256')
    .option('--out <folder>', 'where the files go; keys-<platform>-<version> unless said')
    .option('--print', 'print the private half too')
    .option('--json', 'one line of JSON')
    .addHelpText('after', examples)
    .action((options: Options) => generate(terminal, options))
}

const examples = `
Examples:
  npm run alipay -- keys generate --platform antom --client SANDBOX_5YB1
  npm run alipay -- keys generate --platform wallet --version 2 --out ~/wallet-keys`

async function generate(terminal: Terminal, options: Options): Promise<void> {
  const { version, client, print, json } = options
  const console = consoleOf(options.platform)
  const { platform } = console
  const algorithm = readAlgorithm(options.algorithm, platform)
  if (!/^[0-9A-Za-z._-]{1,32}$/.test(version)) {
    throw problem('--version is up to 32 letters, digits, dots, hyphens and underscores, such as 2')
  }
  const privateKey = await newPrivateKey(algorithm)
  const isEcc = algorithm !== 'RSA256'
  const files = writePair(options.out ?? `keys-${platform.name}-${version}`, {
    clientId: client,
    version,
    privateKey,
    isEcc,
  })
  const publicKey = publicHalfOf(privateKey)
  const pair = {
    platform: platform.name,
    version,
    algorithm,
    publicKey: oneLineOf(publicKey),
    fingerprint: fingerprintOf(publicKey),
    files,
  }
  const privatePem = print && privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  if (json) return terminal.json({ ...pair, ...(privatePem && { privateKey: privatePem }) })
  terminal.print(terminal.paint('heading', `${platform.name}, version ${version}, ${algorithm}`))
  terminal.print(`  fingerprint  ${shortFingerprintOf(publicKey)}`)
  terminal.print(`  public half  ${pair.publicKey}`)
  if (privatePem) terminal.print(`\n${privatePem}`)
  for (const line of nextSteps({ console, files, version, isEcc })) terminal.print(line)
}

/** Throws a problem where the platform does not know it. */
function readAlgorithm(name: string, { algorithms }: Platform): AlgorithmName {
  const algorithm = algorithms.find((one) => one === name.toUpperCase())
  if (!algorithm) throw wrongUsage(unknownName('algorithm of that platform', name, algorithms))
  return algorithm
}
