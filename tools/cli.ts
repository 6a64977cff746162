import { runCli } from './cli/run-cli.ts'
import { terminal } from './terminal/terminal.ts'

process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  // Who reads it has had enough, as `head` has.
  if (code !== 'EPIPE') terminal.note(`the output cannot be written: ${message}`)
  process.exit(1)
})

const code = await runCli(process.argv.slice(2), terminal)
if (code !== 0) process.exitCode = code
