import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './temporary-folder.ts'

/** The file of a bundle with this source, an ES module. */
export function toyBundle(source: string): string {
  const file = join(temporaryFolder(), 'index.mjs')
  writeFileSync(file, source)
  return file
}
