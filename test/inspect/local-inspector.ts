import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { isCommander, isNotifier } from '../../tools/alipay/sender.ts'
import { startDemoBackend } from '../../tools/demo-backend/start.ts'
import { type LocalSource, openLocalSource } from '../../tools/inspect/local/source.ts'
import { openInspector } from '../../tools/inspect/server.ts'
import { startLocal } from '../../tools/local/stack.ts'
import { openDoctor } from '../../tools/watch/open-watch.ts'

/** A page that tests need nothing of. */
export const PAGE = { html: '<!doctype html><title>Inspector</title>', csp: "default-src 'none'" }

/** The local stack with its inspector for the tests of one file, gone when they have run. */
export async function startInspected(env: Readonly<Record<string, string>> = {}) {
  const sources: LocalSource[] = []
  const dir = mkdtempSync(join(tmpdir(), 'alipay-receiver-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const stack = await startLocal({
    dir,
    port: 0,
    bundles: join(import.meta.dirname, '../../dist'),
    env,
    report: () => undefined,
    watch(files) {
      const doctor = openDoctor(files, env)
      afterAll(doctor.close)
      const source = openLocalSource(files, { doctor })
      sources.push(source)
      return source.watcher
    },
    startBackend: startDemoBackend,
  })
  afterAll(stack.stop)
  const [source] = sources
  if (!source) throw new Error('the stack opened no source')
  const inspector = await openInspector({ source, page: PAGE, port: 0, report: () => undefined })
  afterAll(async () => {
    await inspector.close()
    source.close()
  })
  const { antom, wallet } = stack.senders
  if (!isNotifier(antom) || !isCommander(wallet))
    throw new Error('antom notifies, and the wallet is commanded')
  return { ...stack, antom, wallet, source, ...clientOf(inspector.url) }
}

/** Asks the server of an inspector. */
function clientOf(url: string) {
  async function get<Value>(path: string): Promise<Value> {
    const response = await fetch(`${url}api/${path}`)
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return (await response.json()) as Value
  }
  async function post(path: string, body: unknown): Promise<{ status: number; id: string; message: string }> {
    const response = await fetch(`${url}api/${path}`, { method: 'POST', body: JSON.stringify(body) })
    return { status: response.status, ...Object(await response.json()) }
  }
  return { inspectorUrl: url, get, post }
}
