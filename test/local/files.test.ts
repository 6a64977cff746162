import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLines, writeWhole } from '../../tools/local/files.ts'
import { temporaryFolder } from './temporary-folder.ts'

const modeOf = (file: string) => statSync(file).mode & 0o777
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

describe('writeWhole', () => {
  it('replaces the file, readable by its owner only, and leaves nothing else behind', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'kept.json')
    writeWhole(file, 'old')
    writeWhole(file, 'new')
    expect(readFileSync(file, 'utf8')).toBe('new')
    expect(modeOf(file)).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['kept.json'])
  })
})

describe('openLines', () => {
  it('appends a line for each value, readable by its owner only', () => {
    const file = join(temporaryFolder(), 'lines.ndjson')
    openLines(file).append([{ a: 'one\ntwo' }, 2])
    openLines(file).append([])
    openLines(file).append([3])
    expect(linesOf(file)).toEqual([{ a: 'one\ntwo' }, 2, 3])
    expect(modeOf(file)).toBe(0o600)
  })

  it('cuts a line away that a crash tore anywhere, and none before it', () => {
    const file = join(temporaryFolder(), 'lines.ndjson')
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.string({ minLength: 1 }),
        fc.nat(),
        (whole, torn, cut) => {
          writeFileSync(file, '')
          openLines(file).append(whole)
          const end = statSync(file).size
          openLines(file).append([torn])
          truncateSync(file, end + (cut % (statSync(file).size - end)))
          openLines(file).append(['next'])
          expect(linesOf(file)).toEqual([...whole, 'next'])
        },
      ),
    )
  })

  it.each([65_535, 65_536, 65_537, 200_000])('cuts a torn line of %i bytes away', (bytes) => {
    const file = join(temporaryFolder(), 'lines.ndjson')
    openLines(file).append(['whole'])
    appendFileSync(file, 'x'.repeat(bytes))
    openLines(file)
    expect(linesOf(file)).toEqual(['whole'])
  })
})
