import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { problem } from '../terminal/problem.ts'
import type { Restart } from './play.ts'

const UP_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 200

/**
 * Starts the backend anew by the user's own command, or asks the user to; undefined where neither can be. Rejects with
 * a problem where the backend does not come up again.
 */
export function restartOf(command: string | undefined, isSilent: boolean, url: string): Restart | undefined {
  const canAsk = !isSilent && process.stdin.isTTY === true && process.stderr.isTTY === true
  if (!command && !canAsk) return undefined
  return async () => {
    await (command ? run(command) : askUser())
    await untilUp(url)
  }
}

async function run(command: string): Promise<void> {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw problem(`--restart-command ended with ${code}`)
}

async function askUser(): Promise<void> {
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    await asking.question('Restart your backend now, as a crash would; then press Enter. ')
  } catch {
    // Ctrl+C, or the end of the input: the cursor stands behind the question.
    process.stderr.write('\n')
    throw problem('it ends here, without a report: --restart-command restarts your backend and asks nothing')
  } finally {
    asking.close()
  }
}

/** Whatever it answers: it listens. */
async function untilUp(url: string): Promise<void> {
  for (const giveUpAt = Date.now() + UP_WITHIN_MS; Date.now() < giveUpAt; ) {
    const answer = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(LOOK_EVERY_MS * 10),
    }).catch(() => undefined)
    if (answer) return
    await wait(LOOK_EVERY_MS)
  }
  throw problem(`the backend did not come up again within ${UP_WITHIN_MS / 1000} s`)
}
