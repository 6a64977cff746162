import { createPrivateKey, createPublicKey, hash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSecret } from '../../lib/keys/secret/read-secret.ts'
import { consoles } from '../../tools/keys/consoles.ts'
import { publicPem, rsaPair } from '../keys/key-pairs.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { runKeys } from './run-keys.ts'

const rows = Object.values(consoles).flatMap(({ platform }) =>
  platform.algorithms.map((algorithm) => ({ platform, name: platform.name, algorithm })),
)

async function generate(...args: readonly string[]) {
  const out = join(temporaryFolder(), 'pair')
  const run = await runKeys('generate', '--client', 'SHOP', '--out', out, ...args)
  return { ...run, out, read: (file: string) => readFileSync(join(out, file), 'utf8') }
}

describe('keys generate', () => {
  it.each(rows)(
    'makes a pair of $algorithm for $name, whose halves belong together',
    async ({ name, algorithm }) => {
      const { read, printed, out } = await generate(
        '--platform',
        name,
        '--algorithm',
        algorithm.toLowerCase(),
        '--version',
        '3',
      )
      const publicKey = createPublicKey({
        key: Buffer.from(read('public.txt'), 'base64'),
        format: 'der',
        type: 'spki',
      })
      const privateKey = createPrivateKey(read('private.pem'))
      expect(createPublicKey(privateKey).equals(publicKey)).toBe(true)
      expect(read('public.txt')).toMatch(/^[A-Za-z0-9+/]+=*\n$/)
      expect(printed.join('\n')).toContain(read('public.txt').trim())
      expect(readdirSync(out)).toHaveLength(4)
    },
  )

  it.each(rows)(
    'leaves nothing to say about the secret but what only $name knows: $algorithm',
    async ({ platform, name, algorithm }) => {
      const { read } = await generate('--platform', name, '--algorithm', algorithm, '--version', '3')
      const text = read('secret.json')
      const places = readSecret([text], platform).problems.map(({ path }) => path.replace(/^.*?SHOP\./, ''))
      const ecc = algorithm === 'RSA256' ? [] : ['signing[0].hash', 'signing[0].encoding', 'signing']
      expect(places).toEqual([...ecc, 'verifying[0].key', 'verifying'])
      const whole = text
        .replace(
          "<the platform's public key, from its console>",
          publicPem(rsaPair()).replaceAll('\n', '\\n'),
        )
        .replace('<sha256 or sha224: ask the platform>', 'sha256')
        .replace('<der or raw: ask the platform>', 'der')
      const { clients, problems } = readSecret([whole], platform)
      expect(problems).toEqual([])
      expect(clients.get('SHOP')).toMatchObject({ signing: { version: '3', algorithm } })
    },
  )

  it('writes for the owner alone, and what git never sees', async () => {
    const { out, read } = await generate('--platform', 'antom')
    expect(statSync(out).mode & 0o777).toBe(0o700)
    expect(readdirSync(out).map((file) => (statSync(join(out, file)).mode & 0o777).toString(8))).toEqual([
      '600',
      '600',
      '600',
      '600',
    ])
    expect(read('.gitignore')).toBe('*\n')
  })

  it('prints the private half only where it is asked to', async () => {
    const silent = await generate('--platform', 'antom')
    const secretOf = (run: typeof silent) => run.read('private.pem').split('\n')[8] ?? ''
    expect(JSON.stringify([silent.printed, silent.noted])).not.toContain(secretOf(silent))
    const silentJson = await generate('--platform', 'antom', '--json')
    expect(silentJson.printed.join('')).not.toContain(secretOf(silentJson))
    const loud = await generate('--platform', 'antom', '--print')
    expect(loud.printed.join('\n')).toContain(loud.read('private.pem'))
    const { privateKey } = JSON.parse(
      (await generate('--platform', 'antom', '--print', '--json')).printed[0] ?? '',
    )
    expect(createPrivateKey(privateKey).type).toBe('private')
  })

  it('overwrites nothing', async () => {
    const out = temporaryFolder()
    writeFileSync(join(out, 'mine'), 'precious')
    const { problem } = await runKeys('generate', '--platform', 'antom', '--out', out)
    expect(problem).toMatch(/holds other things, and nothing is overwritten: name a new folder with --out$/)
    expect(readdirSync(out)).toEqual(['mine'])
  })

  it.each<[string, readonly string[], RegExp]>([
    ['a platform', ['--platform', 'antonm'], /^no platform is named "antonm": did you mean antom\?$/],
    [
      'an algorithm that the platform does not know',
      ['--platform', 'antom', '--algorithm', 'ECC256'],
      /did you mean ECC224\?$/,
    ],
    [
      'an algorithm that the wallet does not know',
      ['--platform', 'wallet', '--algorithm', 'RSA265'],
      /did you mean RSA256\?$/,
    ],
    ['a version', ['--platform', 'antom', '--version', 'a b'], /^--version is up to 32 letters/],
    ['no platform', [], /--platform/],
  ])('says in one line what is wrong with %s', async (_, args, line) => {
    const { problem, printed, code } = await runKeys('generate', ...args)
    expect([problem?.split('\n'), printed]).toEqual([[expect.stringMatching(line)], []])
    expect(code).toBeGreaterThan(0)
  })

  it('says in one line that a folder cannot be written', async () => {
    const dir = temporaryFolder()
    writeFileSync(join(dir, 'file'), '')
    const { problem } = await runKeys('generate', '--platform', 'antom', '--out', join(dir, 'file', 'pair'))
    expect(problem).toMatch(/cannot be written \(ENOTDIR\): name another folder with --out$/)
  })
})

describe('keys fingerprint', () => {
  it('prints for both halves what OpenSSL would print of the public one', async () => {
    const { out, read } = await generate('--platform', 'antom')
    const der = Buffer.from(read('public.txt'), 'base64')
    const { printed } = await runKeys(
      'fingerprint',
      '--json',
      join(out, 'private.pem'),
      join(out, 'public.txt'),
    )
    const prints = printed.map((line) => JSON.parse(line))
    const print = {
      fingerprint: hash('sha256', der),
      short: hash('sha256', der).slice(0, 16),
      publicKey: read('public.txt').trim(),
    }
    expect(prints).toEqual([
      expect.objectContaining({ ...print, half: 'private' }),
      expect.objectContaining({ ...print, half: 'public' }),
    ])
    const { printed: lines } = await runKeys('fingerprint', join(out, 'private.pem'))
    expect(lines.join('\n')).toContain(print.fingerprint)
  })

  it('says in one line that there is no key', async () => {
    const dir = temporaryFolder()
    mkdirSync(join(dir, 'a folder'))
    writeFileSync(join(dir, 'none.txt'), 'none')
    expect((await runKeys('fingerprint', join(dir, 'none.txt'))).problem).toMatch(
      /none\.txt holds no key that can be read: `keys check` says why$/,
    )
    expect((await runKeys('fingerprint', join(dir, 'a folder'))).problem).toMatch(/cannot be read \(EISDIR\)/)
  })
})
