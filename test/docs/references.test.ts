import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deadReferencesIn, openProject, type Project } from './references.ts'

const project = openProject(join(import.meta.dirname, '../..'))
const ours = /^(?:lib|functions|tools|test|infra|docs|\.github|\.ci)\/|^[^/]+\.(?:md|yml)$/
const withWords = /\.(?:md|ts|yml|mjs|cjs)$|^\.ci\/run$/
const examples = 'test/docs/references.test.ts'
const files = project.paths.filter((path) => ours.test(path) && withWords.test(path) && path !== examples)

describe('what pages and comments name', () => {
  it.each([
    ['pages', files.filter((path) => path.endsWith('.md')), 6],
    ['comments', files.filter((path) => !path.endsWith('.md')), 300],
  ])('is there: %s', (_, paths, atLeast) => {
    expect(paths.length).toBeGreaterThan(atLeast)
    expect(paths.flatMap((path) => deadReferencesIn(path, project))).toEqual([])
  })
})

describe('the check itself', () => {
  const texts: Record<string, string> = {
    'README.md': '# The name\n\n## What each answer means?\n',
    'docs/page.md': '## One\n```\n## Two\n```\n',
    'lib/commands/run.ts': 'const LEASE_MS = 2_000\n',
    'test/commands/execute.deep.test.ts': '',
  }
  const withText = (path: string, text: string): Project => {
    const all = { ...texts, [path]: text }
    const folders = ['lib', 'lib/commands', 'docs', 'test/commands']
    return { paths: [...Object.keys(all), ...folders], scripts: ['events'], read: (each) => all[each] ?? '' }
  }

  it.each([
    ['docs/a.md', 'see [it](none.md)', '1: links to none.md, which is not there'],
    ['docs/a.md', '\n[it](page.md#two)', '2: links to page.md, but docs/page.md has no heading #two'],
    ['docs/a.md', '# Here\n[it](#there)', '2: links to , but docs/a.md has no heading #there'],
    ['docs/a.md', 'open `lib/commands/walk.ts`, then', '1: there is no lib/commands/walk.ts'],
    ['docs/a.md', 'open `commands/walk.ts`', '1: there is no commands/walk.ts'],
    ['docs/a.md', 'open `walk.ts`', '1: there is no walk.ts'],
    ['docs/a.md', 'one of `lib/<any>/walk.ts`', '1: there is no lib/<any>/walk.ts'],
    ['docs/a.md', '`lib/commands/run.ts` `WAIT_MS`', '1: lib/commands/run.ts has no WAIT_MS'],
    ['docs/a.md', '    npm run nothing', '1: there is no npm run nothing'],
    [
      'CHANGELOG.md',
      'it moved (README, *Your side*)',
      '1: names README, *Your side*, but README.md has no heading #your-side',
    ],
    ['lib/a.ts', '/** As design.md asks. */', '1: there is no design.md'],
    [
      'lib/a.ts',
      'f() // see docs/page.md, "Three"',
      '1: names docs/page.md, "Three", but docs/page.md has no heading #three',
    ],
    [
      'lib/a.ts',
      '/**\n * As docs/page.md,\n * "Two of them", says.\n */',
      '2: names docs/page.md, "Two of them", but docs/page.md has no heading #two-of-them',
    ],
    ['test/a.test.ts', "it('is as design.md draws it', () => {", '1: there is no design.md'],
    ['lib/a.ts', '/**\n * The rule (design §4).\n */', '2: cites "design §4", which no reader can open'],
    ['lib/a.ts', '/** S is not final (ams.1). */', '1: cites "ams.1", which no reader can open'],
    ['serverless.yml', 'a: 1 # see infra/none.yml', '1: there is no infra/none.yml'],
  ])('finds in %s: %s', (path, text, offence) => {
    expect(deadReferencesIn(path, withText(path, text))).toEqual([`${path}:${offence}`])
  })

  it.each([
    ['docs/a.md', '[a](page.md#one) [b](../README.md#what-each-answer-means) [c](https://x.y/none.md)'],
    ['docs/a.md', '`lib/commands/`, `commands/run.ts` and `run.ts`; `lib/<any>/run.ts`; `dist/none.ts`'],
    ['docs/a.md', '`test/commands/execute.test.ts`, `lib/commands/run.ts` `LEASE_MS`, npm run events'],
    ['docs/a.md', '```\n+++ b/lib/none.ts\n```'],
    ['CHANGELOG.md', 'write this for `npm run nothing`'],
    ['lib/a.ts', "const name = 'lib/none.ts'\nconst x = 1 / 2 // docs/page.md#one"],
    ['lib/a.ts', '/** README, "What each answer means?" has it; docs/page.md too. */'],
  ])('finds nothing in %s: %s', (path, text) => {
    expect(deadReferencesIn(path, withText(path, text))).toEqual([])
  })
})
