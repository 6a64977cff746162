import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../local/temporary-folder.ts'

const root = join(import.meta.dirname, '../..')
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts
const programs = Object.entries(scripts).flatMap(([script, text]) =>
  [...text.matchAll(/\bnode ([^&|]*\.ts)/g)].map(([, args = '']) => ({ script, args: args.split(' ') })),
)

/** Runs Node as a script does. */
function run(cwd: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
  return { status, stdout, lines: stderr.split('\n').slice(0, -1) }
}

describe('a first run', () => {
  it.each(programs)('of `npm run $script` on a Node that runs no TypeScript says which does', ({ args }) => {
    const { status, stdout, lines } = run(root, '--no-experimental-strip-types', ...args)
    expect(lines).toEqual([
      expect.stringMatching(/^Node \d+\.\d+\.\d+ at .* cannot run TypeScript: install Node 22\.18 or newer/),
    ])
    expect([status, stdout]).toEqual([1, ''])
  })

  it('before the dependencies are there says so', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'tools'))
    for (const file of ['package.json', 'tools/preflight.cjs']) {
      copyFileSync(join(root, file), join(folder, file))
    }
    const { status, lines } = run(folder, '-r', './tools/preflight.cjs', 'tools/cli.ts')
    expect(lines).toEqual(['the dependencies are not installed: run `npm ci`'])
    expect(status).toBe(1)
  })
})

it('finds the programs', () => {
  expect(programs.map(({ script }) => script)).toEqual(
    expect.arrayContaining(['start', 'alipay', 'recording']),
  )
})
