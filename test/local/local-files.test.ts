import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepToOwner, openLocalFiles } from '../../tools/local/local-files.ts'
import { temporaryFolder } from './temporary-folder.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777

/** Every path below the folder with its mode, the folder itself as the empty one. */
function modesIn(folder: string) {
  const paths = ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()]
  return paths.map((path) => [path, modeOf(join(folder, path)).toString(8)])
}

describe('the folder of a local stack', () => {
  it("makes folders that are the owner's alone, however many", () => {
    const dir = join(temporaryFolder(), 'a', 'b')
    openLocalFiles(dir)
    expect(modesIn(dir)).toEqual([
      ['', '700'],
      ['secrets', '700'],
    ])
  })

  it('takes from others what an earlier stack or a user left open', () => {
    const dir = temporaryFolder()
    mkdirSync(join(dir, 'secrets'))
    for (const file of ['secrets/antom.json', 'dynamodb.sqlite', 'senders.json']) {
      writeFileSync(join(dir, file), '')
      chmodSync(join(dir, file), 0o666)
    }
    for (const folder of [dir, join(dir, 'secrets')]) chmodSync(folder, 0o777)
    keepToOwner(openLocalFiles(dir))
    expect(modesIn(dir)).toEqual([
      ['', '700'],
      ['dynamodb.sqlite', '600'],
      ['secrets', '700'],
      ['secrets/antom.json', '600'],
      ['senders.json', '600'],
    ])
  })

  it('follows no link out of the folder', () => {
    const outside = join(temporaryFolder(), 'outside')
    writeFileSync(outside, '')
    chmodSync(outside, 0o644)
    const dir = temporaryFolder()
    mkdirSync(join(dir, 'secrets'))
    symlinkSync(outside, join(dir, 'link'))
    keepToOwner(openLocalFiles(dir))
    expect(modeOf(outside)).toBe(0o644)
  })

  it('refuses a folder that holds other things, and leaves it as it is', () => {
    const dir = temporaryFolder()
    writeFileSync(join(dir, 'thesis.txt'), '')
    chmodSync(dir, 0o755)
    expect(() => openLocalFiles(dir)).toThrow(
      `LOCAL_DIR cannot be used: ${dir} holds other things: name a folder that is new or empty`,
    )
    expect(modesIn(dir)).toEqual([
      ['', '755'],
      ['thesis.txt', '644'],
    ])
  })

  it.runIf(process.platform === 'linux')('ends where no folder can be made', () => {
    for (const dir of ['/proc/foo', '/proc/foo/bar', '/dev/null/x']) {
      expect(() => openLocalFiles(dir)).toThrow(/^LOCAL_DIR cannot be used: E[A-Z]+/)
    }
  })
})
