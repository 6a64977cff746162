import { runCli } from './cli/run-cli.ts'
import { terminal } from './terminal/terminal.ts'

// Who reads the output has had enough, as `head` has: there is nobody to say anything to.
process.stdout.on('error', () => process.exit(1))

const code = await runCli(process.argv.slice(2), terminal)
if (code !== 0) process.exitCode = code
