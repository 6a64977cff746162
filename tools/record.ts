import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COLUMNS, picture } from './recording/picture.ts'
import { record } from './recording/record.ts'
import { story } from './recording/story.ts'
import { isProblem } from './terminal/problem.ts'

// An empty folder: what is shown is what somebody sees who starts anew.
const cwd = mkdtempSync(join(tmpdir(), 'alipay-recording-'))
try {
  const { PATH, HOME } = process.env
  const blocks = await record(story, { cwd, env: { PATH, HOME, TERM: 'xterm-256color' }, columns: COLUMNS })
  writeFileSync(join(import.meta.dirname, '../docs/workbench.svg'), picture(blocks))
} catch (cause) {
  console.error(isProblem(cause) ? cause.message : cause)
  process.exitCode = 1
} finally {
  rmSync(cwd, { recursive: true, force: true })
}
