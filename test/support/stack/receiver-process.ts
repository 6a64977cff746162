import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Commander } from '../../../tools/alipay/sender.ts'
import { type Started, startProcess } from '../../local/started-process.ts'
import { letLeasesRunOut } from './journal-table.ts'

const program = join(import.meta.dirname, '../../../tools/cli.ts')

/** The file by which a receiver's stack is reached. */
export const environmentIn = (dir: string) => join(dir, 'environment.json')

/** The wallet's sender to the receiver that runs there. */
export const senderIn = (dir: string): Commander =>
  JSON.parse(readFileSync(join(dir, 'senders.json'), 'utf8')).wallet

/** The receiver in one process group, with the demo wallet unless `env` names a backend; no leases of one before hold. */
export async function startReceiver(
  dir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const started = await startProcess({ dir, env, command: [process.execPath, program, 'start', '--no-demo'] })
  await started.until('What to try next')
  await letLeasesRunOut(environmentIn(dir))
  return started
}

/** kill -9 of all its processes. */
export async function killGroup({ child, ended }: Started): Promise<void> {
  process.kill(-Number(child.pid), 'SIGKILL')
  await ended
}
