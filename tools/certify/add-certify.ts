import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { buildFunctions } from '../build/functions.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { certify } from './certify.ts'
import { type Given, planOf } from './options.ts'
import { isKept } from './report.ts'
import { pageOf } from './report-page.ts'
import { printReport } from './report-text.ts'
import { ruleNames } from './rules.ts'

const bundles = join(import.meta.dirname, '../../dist')

/** What is temporary goes with the process. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const EXAMPLES = `
It pays, refunds and cancels for a test user of your sandbox: name one with --set. Some 1,000 calls, less than a minute.
The rules, and what to do about a broken one: docs/backend.md, "Prove it". Exit code 0: every rule that could be seen is
kept; 1: one is broken, or nothing could be seen; 2: the command line is wrong.

Examples:
  npm run alipay -- certify http://localhost:8080
  npm run alipay -- certify http://localhost:8080 --apis pay,refund,cancelPayment,inquiryPayment
  npm run alipay -- certify https://sandbox.example.com/alipay --credential backend.json \\
      --set paymentMethod.customerId=user-7 --amount 1000 --currency EUR --page report.html
  npm run alipay -- certify http://localhost:8080 --restart-command 'docker restart wallet' --long
  npm run alipay -- certify --self --json`

/** `certify`: whether a backend keeps the rules by which money moves once. */
export function addCertify(program: Command, terminal: Terminal): void {
  const collect = (value: string, values: readonly string[] = []) => [...values, value]
  program
    .command('certify')
    .summary('prove that a backend keeps the rules of money')
    .description(
      'Plays Alipay at your backend, through the real functions and by calls of its own, and reports which rules of docs/backend.md it keeps.',
    )
    .argument('[url]', 'of your backend, as BACKEND_URL')
    .option(
      '--self',
      'in place of a backend of yours take the demo backend: what stands before it is the same',
    )
    .option(
      '--apis <names>',
      'only these: pay,refund or wallet/pay or a platform; by default every one that it serves',
    )
    .addOption(new Option('--rules <names>', `only these of ${ruleNames.join(', ')}`))
    .option(
      '--credential <file>',
      'JSON as `backend` in your secret: {"bearer": "…"} or {"signatureKey": "whsec_…"}',
    )
    .option('--client-id <id>', 'the Alipay-Client-Id that your backend knows')
    .option(
      '--set <field=value>',
      'in the messages, such as paymentMethod.customerId=7 or pay:passThroughInfo=x',
      collect,
    )
    .option('--amount <number>', 'of each payment, in the smallest unit', '1000')
    .option('--currency <code>', 'of ISO 4217', 'JPY')
    .option('--restart-command <command>', 'starts your backend anew; without it you are asked, on a screen')
    .option('--long', 'wait in truth: for leases, and three minutes for repeats')
    .option('--all', 'show the checks that are ok one by one')
    .option('--json', 'the report as JSON')
    .option('--page <file>', 'the report as an HTML page too')
    .addHelpText('after', EXAMPLES)
    .action(async (url: string | undefined, given: Given, command: Command) => {
      const plan = planOf(url, given, { terminal, env: process.env, wrong: (line) => command.error(line) })
      for (const signal of signals) process.once(signal, () => process.exit(1))
      await buildFunctions({ outdir: bundles })
      const report = await certify({ ...plan, bundles })
      if (given.json) terminal.json(report)
      else printReport(report, terminal, given.all === true)
      if (given.page) writePage(given.page, pageOf(report), terminal)
      process.exitCode = isKept(report) ? 0 : 1
    })
}

function writePage(file: string, page: string, { note }: Terminal): void {
  try {
    writeFileSync(file, page, { mode: 0o600 })
  } catch (cause) {
    throw problem(`--page ${file} cannot be written (${(cause as NodeJS.ErrnoException).code})`)
  }
  note(`The report as a page: ${file}`)
}
