import { type Console, guessNote, REPLACES } from '../consoles.ts'
import type { PairFiles } from './pair-files.ts'

interface Made {
  readonly console: Console
  readonly files: PairFiles
  readonly version: string
  readonly isEcc: boolean
}

/** What to do with a new pair, in order, a line each. */
export function nextSteps({ console, files, version, isEcc }: Made): readonly string[] {
  const { platform } = console
  const steps = [
    `Paste the public half (${files.publicKey}) into the ${console.name}: ${console.way}. ${REPLACES}.${guessNote(console)} ${console.page}`,
    `Copy the platform's own public key from there into ${files.secret}, under verifying, with its version.`,
    ...(isEcc
      ? [`Ask the platform for hash and encoding, and write them into ${files.secret}: no page has them.`]
      : []),
    `npm run alipay -- keys check --secret ${files.secret} --platform ${platform.name}`,
    `Locally: cp ${files.secret} .local/secrets/${platform.name}.json`,
    `On a stage: aws secretsmanager put-secret-value --secret-id alipay-receiver/<stage>/${platform.name} --secret-string file://${files.secret}`,
    `Where version ${version} replaces a pair in use, do none of this, but: npm run alipay -- keys rotate --platform ${platform.name} --key ${files.privateKey} --to ${version} …`,
    `Delete ${files.dir} once the secret holds the key.`,
  ]
  return ['', 'What to do next', ...steps.map((step, index) => `  ${index + 1}. ${step}`)]
}
