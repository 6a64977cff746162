import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePort } from '../../tools/loopback/ports.ts'
import { COLUMNS, picture } from '../../tools/recording/picture.ts'
import { record } from '../../tools/recording/record.ts'
import { story } from '../../tools/recording/story.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { textsIn } from './texts-in.ts'

const file = join(import.meta.dirname, '../../docs/workbench.svg')

/** A line but for what no two runs have in common: times, ids, signatures, and how wide they are. */
function lasting(line: string): string {
  return line
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[\w+/%-]{40,}={0,2}|-\w{8}\b/g, '~')
    .replace(/\d+/g, '0')
    .replace(/ {2,}/g, '  ')
}

describe.skipIf(!hasScript())('docs/workbench.svg', () => {
  it('shows what the programs still say, word for word: npm run recording', async () => {
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, TERM: 'xterm-256color', PORT: String(await freePort()) }
    const blocks = await record(story, { cwd: temporaryFolder(), env, columns: COLUMNS })
    const [now, then] = [picture(blocks), readFileSync(file, 'utf8')].map((svg) => textsIn(svg).map(lasting))
    expect(then).toEqual(now)
  })
})

/** Whether there is the `script` of util-linux, which opens pseudo-terminals. */
function hasScript(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux')
  } catch {
    return false
  }
}
