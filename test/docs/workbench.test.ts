import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verbs } from '../../tools/cli/verbs.ts'
import { argsOf } from '../../tools/recording/record.ts'
import { examplesIn } from '../cli/examples-in.ts'
import { parses } from '../cli/parses.ts'
import { forEvery } from '../support/for-every.ts'
import { consoleBlocks, fits } from './console-blocks.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => ({ name: path, text: readFileSync(join(root, path), 'utf8') })
const pages = globSync('{*.md,docs/*.md,test/README.md}', { cwd: root }).map(read)
const texts = globSync('{tools,lib,functions,infra}/**/*.{ts,yml,md}', { cwd: root }).map(read)
const { text: workbench } = read('docs/workbench.md')

describe('docs/workbench.md', () => {
  it(
    'has a section for each verb, with an example, and a link to it',
    forEvery(verbs, ({ name }) => {
      const [, section = ''] = workbench.split(new RegExp(`^## ${name}\n`, 'm'))
      const [own = ''] = section.split(/^## /m)
      expect(examplesIn(own).map((line) => argsOf(line)[0])).toContain(name)
      expect(workbench).toContain(`[${name}](#${name})`)
    }),
  )

  it('has examples whose output a test compares', () => {
    expect(consoleBlocks(workbench).length).toBeGreaterThan(8)
  })
})

describe('every page', () => {
  const lines = pages.flatMap(({ name, text }) => examplesIn(text).map((line) => ({ name, line })))

  it(
    'shows command lines that are understood',
    forEvery(lines, async ({ line }) => {
      expect([line, await parses(argsOf(line))]).toEqual([line, true])
    }),
  )

  it(
    'and every source names verbs that there are, and no script of before',
    forEvery([...pages, ...texts], ({ name, text }) => {
      const named = [...text.matchAll(/npm run (?:-s )?alipay -- ([a-z]+)/g)].map(([, verb]) => verb)
      expect(verbs.map((verb) => verb.name)).toEqual(expect.arrayContaining(named))
      if (name !== 'CHANGELOG.md') expect(text).not.toMatch(/npm run (send|receipts|journal)\b/)
    }),
  )
})

describe('what is compared', () => {
  it.each<[boolean, readonly string[], readonly string[]]>([
    [true, ['a', 'b'], ['a', 'b']],
    [false, ['a'], ['a', 'b']],
    [false, ['a', 'b'], ['a']],
    [true, ['a', '…'], ['a', 'b', 'c']],
    [true, ['…', 'c'], ['a', 'b', 'c']],
    [true, ['a', '…', 'c'], ['a', 'c']],
    [false, ['a', '…', 'd'], ['a', 'b', 'c']],
    [true, ['…'], []],
  ])('fits: %s, where %j is shown of %j', (expected, shown, lines) => {
    expect(fits(shown, lines)).toBe(expected)
  })

  it('is each line behind a $, with what stands below it', () => {
    const page = '```console\n$ a -b\n1\n\n2\n$ c\n```\n```\n$ d\n```\n'
    expect(consoleBlocks(page)).toEqual([
      { line: 'a -b', output: ['1', '', '2'] },
      { line: 'c', output: [] },
    ])
  })
})
