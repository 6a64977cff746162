import { spawn } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Mutant, mutantsOf } from './mutants.ts'

/** `npm run mutation -- [--sample 60] [--seed 1] [protocol notifications commands]`: see docs/mutation.md. */

const root = join(import.meta.dirname, '../..')
/** The tests that belong to a folder, without the models. */
const testsOf: Readonly<Record<string, readonly string[]>> = {
  protocol: ['test/protocol/', 'test/vectors/'],
  notifications: ['test/notifications/'],
  commands: ['test/commands/'],
}
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
})
const left = new Set(['node_modules', 'dist', '.git', '.local', '.serverless'])

interface Candidate extends Mutant {
  readonly file: string
  readonly text: string
}

/** A copy in which files may be broken: the one that is worked on never is. */
function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'alipay-receiver-mutation-'))
  cpSync(root, copy, { recursive: true, filter: (path) => !left.has(basename(path)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Whether the tests passed; those that do not end in time did not. */
function pass(
  copy: string,
  tests: readonly string[],
  timeout: number,
  stdio: 'ignore' | 'inherit' = 'ignore',
): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/mutation/vitest.config.ts',
    ...tests,
  ]
  spawn(process.execPath, args, { cwd: copy, stdio, timeout, killSignal: 'SIGKILL' })
    .on('error', reject)
    .on('close', (code) => resolve(code === 0))
  return promise
}

/** The same for the same seed: the order of a linear congruential generator (Numerical Recipes). */
function sampleOf<Value>(values: readonly Value[], size: number, seed: number): readonly Value[] {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
  return values
    .map((value) => ({ value, rank: next() }))
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, size)
    .map(({ value }) => value)
}

/** Where it is, and what stood there: `lib/protocol/request-time.ts:12 < → <=`. */
function nameOf({ file, text, start, end, replacement }: Candidate): string {
  const line = text.slice(0, start).split('\n').length
  const short = (piece: string) => JSON.stringify(piece.length > 60 ? `${piece.slice(0, 57)}...` : piece)
  return `${file}:${line} ${short(text.slice(start, end))} → ${short(replacement)}`
}

async function mutate(folder: string, copies: readonly string[]): Promise<void> {
  const tests = testsOf[folder]
  const [first] = copies
  if (!tests || !first) throw new Error(`no folder ${folder}: ${Object.keys(testsOf).join(', ')}`)
  const candidates = globSync(`lib/${folder}/**/*.ts`, { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return mutantsOf(text).map((mutant): Candidate => ({ ...mutant, file, text }))
  })
  const chosen = sampleOf(candidates, Number(values.sample ?? candidates.length), Number(values.seed))
  const begun = performance.now()
  if (!(await pass(first, tests, 600_000)))
    throw new Error(`the tests of lib/${folder} fail without a mutant`)
  const timeout = Math.ceil(10_000 + 5 * (performance.now() - begun))

  const queue = chosen.values()
  const survivors: string[] = []
  await Promise.all(
    copies.map(async (copy) => {
      for (const mutant of queue) {
        const { file, text, start, end, replacement } = mutant
        writeFileSync(join(copy, file), text.slice(0, start) + replacement + text.slice(end))
        if (await pass(copy, tests, timeout)) {
          survivors.push(nameOf(mutant))
          console.log(`survived: ${nameOf(mutant)}`)
        }
        writeFileSync(join(copy, file), text)
      }
    }),
  )
  const killed = chosen.length - survivors.length
  const share = ((100 * killed) / chosen.length).toFixed(1)
  console.log(
    `lib/${folder}: ${killed} of ${chosen.length} killed, ${share} % (${candidates.length} mutants in all)`,
  )
}

const copies = Array.from({ length: availableParallelism() }, copyOfRepository)
try {
  for (const folder of positionals.length > 0 ? positionals : Object.keys(testsOf))
    await mutate(folder, copies)
} finally {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true })
}
