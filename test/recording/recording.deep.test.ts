import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePort } from '../../tools/loopback/ports.ts'
import { COLUMNS, picture } from '../../tools/recording/picture.ts'
import { record } from '../../tools/recording/record.ts'
import { story } from '../../tools/recording/story.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { hasScript } from './has-script.ts'
import { lasting } from './lasting.ts'
import { textsIn } from './texts-in.ts'

const file = join(import.meta.dirname, '../../docs/workbench.svg')

describe.skipIf(!hasScript())('docs/workbench.svg', () => {
  it('shows what the programs still say, word for word: npm run recording', async () => {
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, TERM: 'xterm-256color', PORT: String(await freePort()) }
    const blocks = await record(story, { cwd: temporaryFolder(), env, columns: COLUMNS })
    const [now, then] = [picture(blocks), readFileSync(file, 'utf8')].map((svg) => textsIn(svg).map(lasting))
    expect(then).toEqual(now)
  })
})
