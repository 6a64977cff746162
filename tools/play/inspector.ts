import { rmSync } from 'node:fs'
import { openLocalSource } from '../inspect/local/source.ts'
import { buildPage } from '../inspect/page/build.ts'
import { type Inspector, openInspector } from '../inspect/server.ts'
import { writeWhole } from '../local/files.ts'
import type { LocalFiles } from '../local/local-files.ts'
import type { Watcher } from '../local/watcher.ts'
import type { Doctor } from '../watch/doctor.ts'

export interface LocalInspector {
  /** Holds what happens from now on, whether the page is open yet or not. */
  readonly watcher: Watcher
  /** Serves the page. Throws a problem where the port is taken. */
  open(): Promise<void>
  url(): string
  close(): Promise<void>
}

interface InspectorParts {
  readonly doctor: Doctor
  readonly port: number
  report(line: string): void
}

/** The inspector of the stack that keeps these files; its URL is in one of them while it runs, for scripts. */
export function prepareInspector(
  files: LocalFiles,
  { doctor, port, report }: InspectorParts,
): LocalInspector {
  const source = openLocalSource(files, { doctor })
  const building = buildPage()
  // Whoever opens it hears of it.
  building.catch(() => undefined)
  let inspector: Inspector | undefined
  return {
    watcher: source.watcher,
    async open() {
      inspector = await openInspector({ source, page: await building, port, report })
      writeWhole(files.inspector, `${inspector.url}\n`)
    },
    url: () => inspector?.url ?? '',
    async close() {
      rmSync(files.inspector, { force: true })
      await inspector?.close()
      source.close()
    },
  }
}
