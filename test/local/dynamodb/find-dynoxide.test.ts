import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findDynoxide, type Host } from '../../../tools/dynamodb/find-dynoxide.ts'
import { hiddenHost } from '../../../tools/loopback/ports.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** A host on which nothing is installed, but for these files, below a folder of its own. */
function hostWith(files: readonly string[], changes: Partial<Host> = {}) {
  const root = temporaryFolder()
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), '')
    chmodSync(join(root, file), 0o700)
  }
  const host: Host = {
    platform: 'darwin',
    arch: 'arm64',
    path: [join(root, 'sbin'), '', join(root, 'bin')].join(':'),
    modules: join(root, 'node_modules'),
    version: '1.2.3',
    ...changes,
  }
  return { root, host }
}

describe('the embedded DynamoDB of a host', () => {
  it.each([
    ['darwin', 'arm64'],
    ['darwin', 'x64'],
    ['linux', 'arm64'],
    ['linux', 'x64'],
  ])('%s-%s is that of its package, before one on the PATH', (platform, arch) => {
    const own = `node_modules/@dynoxide/${platform}-${arch}/dynoxide`
    const others = ['node_modules/@dynoxide/aix-ppc64/dynoxide', 'bin/dynoxide']
    const { root, host } = hostWith([own, ...others], { platform, arch })
    expect(findDynoxide(host)).toBe(join(root, own))
  })

  it('is the first on the PATH where there is no package', () => {
    const { root, host } = hostWith(['bin/dynoxide', 'sbin/dynoxide'])
    expect(findDynoxide(host)).toBe(join(root, 'sbin/dynoxide'))
  })

  it('is no file that cannot be run', () => {
    const { root, host } = hostWith(['bin/dynoxide', 'sbin/dynoxide'])
    chmodSync(join(root, 'sbin/dynoxide'), 0o600)
    expect(findDynoxide(host)).toBe(join(root, 'bin/dynoxide'))
  })

  it.each<[string, string, string]>([
    [
      'darwin',
      'arm64',
      'run `npm install --no-save @dynoxide/darwin-arm64@1.2.3` (or `brew install nubo-db/tap/dynoxide`)',
    ],
    ['darwin', 'x64', 'run `npm install --no-save @dynoxide/darwin-x64@1.2.3`'],
    ['linux', 'arm64', 'run `npm install --no-save @dynoxide/linux-arm64@1.2.3`,'],
    ['linux', 'x64', 'run `npm install --no-save @dynoxide/linux-x64@1.2.3`,'],
    ['win32', 'x64', 'run `npm install --no-save @dynoxide/win32-x64@1.2.3`,'],
    ['win32', 'arm64', 'run `docker run --rm -p 127.0.0.1:8000:8000 amazon/dynamodb-local'],
    ['freebsd', 'x64', 'run `docker run --rm -p 127.0.0.1:8000:8000 amazon/dynamodb-local'],
  ])('%s-%s that has none is said in a line, with the command that brings one', (platform, arch, command) => {
    const { host } = hostWith([], { platform, arch })
    expect(() => findDynoxide(host)).toThrow(
      expect.objectContaining({
        name: 'Problem',
        message: expect.stringContaining(`there is no DynamoDB for ${platform}-${arch} here: ${command}`),
      }),
    )
  })
})

describe('the address at which it listens', () => {
  it('is one of millions on Linux, and the only one of the machine elsewhere', () => {
    expect(new Set(Array.from({ length: 20 }, () => hiddenHost('linux'))).size).toBeGreaterThan(15)
    expect([hiddenHost('darwin'), hiddenHost('win32')]).toEqual(['127.0.0.1', '127.0.0.1'])
  })
})
