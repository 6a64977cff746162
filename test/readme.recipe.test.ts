import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from './local/temporary-folder.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const [, recipe = ''] = readme.split('\n## Add an API\n')
const [, diff = ''] = /```diff\n(.*?)```/s.exec(recipe) ?? []
const commands = [...(recipe.split('\n## ')[0] ?? '').matchAll(/^ {4}(\w.*?)(?: +#.*)?$/gm)].map(
  ([, line]) => line,
)

/** What is made, or would be found again: none of it belongs to what a user checks out. */
const left = new Set(['node_modules', 'dist', '.git', '.local', '.serverless', 'coverage'])

/** The repository as it is checked out and installed. */
function copyOfRepository(): string {
  const copy = temporaryFolder()
  cpSync(root, copy, { recursive: true, filter: (path) => !left.has(basename(path)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Runs a program to its end in the folder and gives what it printed; fails with it. */
function run(cwd: string, program: string, ...args: readonly string[]): string {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, GIT_CEILING_DIRECTORIES: dirname(cwd) }
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' })
  expect(status, `${[program, ...args].join(' ')}\n${stdout}${stderr}`).toBe(0)
  return stdout
}

it('the recipe for another API works when it is followed to the letter', { timeout: 240_000 }, () => {
  expect(commands).toEqual(['git apply loan.diff', 'npm run events', 'npm run check'])
  const copy = copyOfRepository()
  writeFileSync(join(copy, 'loan.diff'), diff)
  run(copy, 'git', 'apply', 'loan.diff')
  run(copy, 'npm', 'run', 'events')
  // Of `npm run check` what reads the new row, with the tests that do the rest.
  const node = (file: string, ...args: readonly string[]) =>
    run(copy, process.execPath, join('node_modules', file), ...args)
  writeFileSync(
    join(copy, 'tsconfig.rows.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['lib/platforms/notifications.ts'] }),
  )
  node('@biomejs/biome/bin/biome', 'ci', 'lib/platforms/worldfirst', 'docs/samples/worldfirst')
  node('typescript/bin/tsc', '-p', 'tsconfig.rows.json')
  const tests = [
    'platforms/catalogue',
    'platforms/notifications',
    'notifications/stored-keys',
    'tools/events',
    'end-to-end/catalogue',
    'readme.test',
  ]
  const about = 'notifyLoan|events.d.ts is fresh|stored key|worldfirst: that holds a row|the README counts'
  const how = ['-t', about, '--maxWorkers=1', '--reporter=verbose']
  const done = node('vitest/vitest.mjs', 'run', ...tests.map((path) => `test/${path}`), ...how)
  expect(done).toContain('worldfirst notifyLoan is kept once')
})
