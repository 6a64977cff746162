import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { offencesIn } from './support/layout-rules.ts'

const root = join(import.meta.dirname, '..')
const files = globSync('{lib,functions,tools}/**/*.{ts,tsx}', { cwd: root }).map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}))

describe('the layout', () => {
  it('has files to keep in order', () => {
    expect(files.length).toBeGreaterThan(50)
  })

  it('keeps every rule', () => {
    expect(offencesIn(files)).toEqual([])
  })
})

describe('the check itself', () => {
  it.each([
    [
      'lib/protocol/a.ts',
      "import { x } from '../content/json.ts'",
      ':1: must not import lib/content/json.ts',
    ],
    ['lib/protocol/a.ts', "import { readFile } from 'node:fs'", ':1: must not import node:fs'],
    ['lib/keys/a.ts', "\nimport * as v from 'valibot'", ':2: must not import valibot'],
    ['lib/content/a.ts', "export { x } from '../keys/a.ts'", ':1: must not import lib/keys/a.ts'],
    [
      'lib/notifications/a.ts',
      "import {\n  x,\n} from '../edge/chain.ts'",
      ':3: must not import lib/edge/chain.ts',
    ],
    ['lib/notifications/a.ts', "const x = await import('@aws-sdk/y')", ':1: must not import @aws-sdk/y'],
    [
      'lib/platforms/antom/notifications.ts',
      "import '../wallet/b.ts'",
      ':1: must not import lib/platforms/wallet/b.ts',
    ],
    ['lib/platforms/a.ts', "import middy from '@middy/core'", ':1: must not import @middy/core'],
    ['lib/adapters/a.ts', "import { b } from './b.ts'", ':1: must not import lib/adapters/b.ts'],
    ['lib/adapters/a.ts', "import { b } from '../keys/b.ts'", ':1: must not import lib/keys/b.ts'],
    ['lib/edge/a.ts', "import type { B } from '../adapters/b.ts'", ':1: must not import lib/adapters/b.ts'],
    ['lib/edge/a.ts', "import { b } from '../platforms/b.ts'", ':1: must not import lib/platforms/b.ts'],
    ['lib/edge/a.ts', "import { b } from '@smithy/b'", ':1: must not import @smithy/b'],
    ['functions/a.ts', "import { b } from '../tools/b.ts'", ':1: must not import tools/b.ts'],
    ['functions/wiring/a.ts', "import { b } from '../../test/b.ts'", ':1: must not import test/b.ts'],
    ['lib/keys/a.ts', '\n\nconst now = Date.now()', ':3: the time is read in lib/time/timing.ts alone'],
    ['functions/a.ts', 'const now = new Date()', ':1: the time is read in lib/time/timing.ts alone'],
    [
      'lib/edge/a.ts',
      'const { X } = process.env',
      ':1: the environment is read in lib/settings/settings.ts alone',
    ],
    ['tools/a.ts', `${'\n'.repeat(200)}x`, ':201: over 200 lines'],
    ['tools/a.ts', "import { b } from '../test/b.ts'", ':1: must not import test/b.ts'],
    [
      'tools/generate/a.ts',
      "import { b } from '../../test/support/b.ts'",
      ':1: must not import test/support/b.ts',
    ],
    [
      'tools/local/a.ts',
      "import type { B } from '../demo-backend/b.ts'",
      ':1: must not import tools/demo-backend/b.ts',
    ],
    ['tools/demo-backend/a.ts', "import { b } from '../local/b.ts'", ':1: must not import tools/local/b.ts'],
    [
      'tools/demo-backend/a.ts',
      "import { runCommand } from '../../lib/commands/run.ts'",
      ':1: must not import lib/commands/run.ts',
    ],
    ['tools/operate/a.ts', "import { b } from '../local/b.ts'", ':1: must not import tools/local/b.ts'],
    [
      'tools/alipay/a.ts',
      "import { b } from '../../lib/protocol/b.ts'",
      ':1: must not import lib/protocol/b.ts',
    ],
    ['tools/somewhere/a.ts', 'const a = 1', ':1: tools/somewhere/ has no rule of what it may import'],
    [
      'lib/platforms/antom/notifyX.ts',
      'export const notifyX = notificationApi({',
      ':1: is not listed in lib/platforms/antom/notifications.ts',
    ],
    [
      'lib/platforms/wallet/x.ts',
      'export const x = commandApi({',
      ':1: is not listed in lib/platforms/wallet/commands.ts',
    ],
  ])('finds in %s: %s', (path, text, offence) => {
    expect(offencesIn([{ path, text }])).toEqual([`${path}${offence}`])
  })

  it.each([
    [
      'lib/adapters/a.ts',
      "import type { B } from '../notifications/b.ts'\nimport { c } from './aws-access.ts'",
    ],
    ['lib/time/timing.ts', 'export const systemClock = () => Date.now()'],
    ['lib/settings/settings.ts', 'export const env = process.env'],
    ['lib/notifications/a.ts', 'const then = new Date(receivedAt).toISOString()'],
    ['lib/content/a.ts', "export const bytes = Buffer.from('node:fs')"],
    ['tools/a.ts', "import { b } from './local/b.ts'\nconst now = Date.now()"],
    ['tools/local/a.ts', "import { b } from '../alipay/b.ts'\nconst now = Date.now()"],
    ['tools/demo-backend/a.ts', "import type { B } from '../../lib/commands/backend.ts'"],
  ])('finds nothing in %s: %s', (path, text) => {
    expect(offencesIn([{ path, text }])).toEqual([])
  })

  it.each([
    ['notificationApi', 'notifications'],
    ['commandApi', 'commands'],
  ])('is content with a %s that stands in the list of %s', (row, list) => {
    expect(
      offencesIn([
        { path: 'lib/platforms/antom/x.ts', text: `export const x = ${row}({` },
        { path: `lib/platforms/antom/${list}.ts`, text: "import { x } from './x.ts'" },
      ]),
    ).toEqual([])
  })
})
