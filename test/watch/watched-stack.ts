import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { isCommander, isNotifier } from '../../tools/alipay/sender.ts'
import { startDemoBackend } from '../../tools/demo-backend/start.ts'
import { startLocal } from '../../tools/local/stack.ts'
import { type OpenWatch, openDoctor, openWatch } from '../../tools/watch/open-watch.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { screenOf } from './screen.ts'

interface Options {
  readonly env?: Readonly<Record<string, string>>
  readonly quiet?: boolean
  readonly record?: string
}

/** The local stack with its terminal, gone with the test. */
export async function startWatched({ env = {}, quiet = false, record }: Options = {}) {
  const screen = screenOf()
  const open: OpenWatch[] = []
  const stack = await startLocal({
    dir: temporaryFolder(),
    port: 0,
    bundles: join(import.meta.dirname, '../../dist'),
    env,
    report: screen.writer.note,
    watch(files) {
      const paint = (_: string, text: string) => text
      const doctor = openDoctor(files, env)
      onTestFinished(doctor.close)
      const watch = openWatch(files, {
        paint,
        writer: screen.writer,
        columns: () => undefined,
        quiet,
        record,
        doctor,
      })
      open.push(watch)
      return watch
    },
    startBackend: startDemoBackend,
  })
  const [watch] = open
  if (!watch) throw new Error('the stack opened no watch')
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= stack.stop().then(watch.close))
  onTestFinished(stop)
  watch.reportSecrets()
  const { antom, wallet } = stack.senders
  if (!isNotifier(antom) || !isCommander(wallet))
    throw new Error('antom notifies, and the wallet is sent commands')
  return { ...stack, ...screen, antom, wallet, watch, stop }
}
