import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readSecret } from '../../lib/keys/secret/read-secret.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { freePort } from '../../tools/loopback/ports.ts'
import { eccPair, privatePem, publicPem, rsaPair } from '../keys/key-pairs.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { runKeys } from './run-keys.ts'

const [ours, theirs, another] = [rsaPair(), rsaPair(), rsaPair()]
const signing = { version: '1', key: privatePem(ours) }
const verifying = { version: '1', key: publicPem(theirs) }
const entryOf = (changes: object = {}) => ({
  signing: [{ ...signing, current: true }],
  verifying: [verifying],
  ...changes,
})

let dir = ''
beforeEach(() => {
  dir = temporaryFolder()
  mkdirSync(join(dir, 'secrets'))
  vi.stubEnv('LOCAL_DIR', dir)
})

const fileOf = (name = 'antom') => join(dir, 'secrets', `${name}.json`)
const put = (clients: object, name?: string) =>
  writeFileSync(fileOf(name), JSON.stringify({ clients }, null, 2))
const clientsIn = (name?: string) => JSON.parse(readFileSync(fileOf(name), 'utf8')).clients
const rotate = (...args: readonly string[]) => runKeys('rotate', '--local', '--platform', 'antom', ...args)
/** Which version signs, by the receiver's own reading. */
function signs(id = 'SHOP'): string | undefined {
  const client = readSecret([readFileSync(fileOf(), 'utf8')], antom).clients.get(id)
  return typeof client === 'object' ? client.signing.version : undefined
}

function keyFile(text: string): string {
  const file = join(dir, 'key.pem')
  writeFileSync(file, text)
  return file
}

describe('a rotation of our key, where nobody plays the platform', () => {
  it('lets the old key sign until the new one is said to be uploaded, and the new one from then on', async () => {
    put({ SHOP: entryOf() })
    expect((await rotate('--do')).problem).toBeUndefined()
    expect(signs()).toBe('1')
    expect((await rotate('--do')).problem).toBe('say --uploaded once the public half stands in the console')
    expect((await rotate('--do', '--uploaded')).problem).toBeUndefined()
    expect(signs()).toBe('2')
  })

  it('takes the old key out after a day, and only where the receiver shows that it does without', async () => {
    put({ SHOP: entryOf() })
    await rotate('--do')
    await rotate('--do', '--uploaded')
    expect((await rotate('--do')).problem).toBe(
      'too early to remove: the secret must stay as it is for 24 h more',
    )
    const then = Date.now() / 1000 - 86_401
    utimesSync(fileOf(), then, then)
    expect((await rotate('--do')).problem).toMatch(
      /^nothing is removed before the receiver shows that it does without: nobody was asked/,
    )
    const nobody = `http://127.0.0.1:${await freePort()}/antom/notify`
    expect((await rotate('--do', '--url', nobody)).problem).toBe(
      `nothing answers at ${nobody} (ECONNREFUSED)`,
    )
    expect(clientsIn().SHOP.signing).toHaveLength(2)
  })

  it('says of a step that it is written, where nobody answers afterwards', async () => {
    put({ SHOP: entryOf() })
    const nobody = `http://127.0.0.1:${await freePort()}/antom/notify`
    const { printed, code } = await rotate('--do', '--url', nobody)
    expect([code, clientsIn().SHOP.signing.length]).toEqual([1, 2])
    expect(printed).toContainEqual(expect.stringMatching(/BAD +it is written, but nothing answers at http/))
  })

  it('writes nothing where the local stack is not running', async () => {
    put({ SHOP: entryOf() })
    const url = `http://127.0.0.1:${await freePort()}/antom/notify`
    const keys = { privateKey: privatePem(theirs), partnerPublicKey: publicPem(ours) }
    const sender = { url, clientId: 'SHOP', keyVersion: '1', partnerKeyVersion: '1', ...keys }
    writeFileSync(join(dir, 'senders.json'), JSON.stringify({ antom: sender }))
    const before = readFileSync(fileOf(), 'utf8')
    expect((await rotate('--do')).problem).toMatch(/^nothing answers at http.*: is `npm start` running\?$/)
    expect((await rotate('--theirs', '--do')).problem).toMatch(/^nothing answers at http/)
    expect(readFileSync(fileOf(), 'utf8')).toBe(before)
  })

  it('makes the old key current where it signed without being so: the new one must not sign by being newer', async () => {
    put({ SHOP: entryOf({ signing: [signing] }) })
    await rotate('--do')
    expect(clientsIn().SHOP.signing).toMatchObject([{ version: '1', current: true }, { version: '2' }])
    expect(signs()).toBe('1')
  })

  it('takes a pair that was made before, and shows its public half again each time', async () => {
    put({ SHOP: entryOf() })
    const line = another.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    expect((await rotate('--to', 'new', '--key', keyFile(privatePem(another)), '--do')).printed).toContain(
      `  ${line}`,
    )
    expect((await rotate('--to', 'new')).printed).toContain(`  ${line}`)
  })

  it('counts on from the newest version, and keeps what an ECC key says of itself', async () => {
    const ecc = {
      version: '9',
      key: privatePem(eccPair('secp224r1')),
      hash: 'sha224',
      encoding: 'raw',
      current: true,
    }
    put({ SHOP: entryOf({ signing: [ecc] }) })
    await rotate('--do')
    expect(clientsIn().SHOP.signing[1]).toEqual({
      version: '10',
      key: expect.any(String),
      hash: 'sha224',
      encoding: 'raw',
    })
    expect(signs()).toBe('9')
  })

  it('is not begun again by the line that ended it', async () => {
    put({ SHOP: entryOf({ signing: [{ ...signing, version: '2', current: true }] }) })
    const before = readFileSync(fileOf(), 'utf8')
    expect((await rotate('--to', '2', '--do')).printed).toContain('The rotation is over.')
    expect(readFileSync(fileOf(), 'utf8')).toBe(before)
  })

  it('leaves everything else in the text, other clients and what the receiver ignores, byte for byte', async () => {
    put({ OTHER: entryOf(), SHOP: { ...entryOf(), note: 'é "x"' } })
    const before = readFileSync(fileOf(), 'utf8')
    await rotate('--client', 'SHOP', '--do')
    const after = readFileSync(fileOf(), 'utf8')
    const start = [...before].findIndex((character, index) => character !== after[index])
    const added = after.slice(start, start + after.length - before.length)
    expect(after.replace(added, '')).toBe(before)
    expect(added).toContain('"version": "2"')
  })

  it('finds a client in a text that continues the secret, and writes that one', async () => {
    put({ OTHER: entryOf() })
    put({ SHOP: entryOf() }, 'antom-2')
    const first = readFileSync(fileOf(), 'utf8')
    await rotate('--client', 'SHOP', '--do')
    expect(readFileSync(fileOf(), 'utf8')).toBe(first)
    expect(clientsIn('antom-2').SHOP.signing).toHaveLength(2)
  })

  it('never prints a private key', async () => {
    put({ SHOP: entryOf() })
    const said = [await rotate('--do'), await rotate('--do', '--uploaded'), await rotate('--json')]
    const keys: string[] = clientsIn().SHOP.signing.map(({ key }: { key: string }) =>
      key.replace(/-----[^-]+-----|\s/g, ''),
    )
    const text = JSON.stringify(said)
    expect(keys.filter((key) => text.includes(key.slice(40, 60)))).toEqual([])
  })
})

describe("a rotation of the platform's key", () => {
  it('adds the new one, of the same version too, and takes it for the new one by the key', async () => {
    put({ SHOP: entryOf() })
    const file = keyFile(publicPem(another))
    expect((await rotate('--theirs', '--to', '1', '--key', file, '--do')).problem).toBeUndefined()
    expect(clientsIn().SHOP.verifying.map(({ version }: { version: string }) => version)).toEqual(['1', '1'])
    const then = Date.now() / 1000 - 3 * 86_400
    utimesSync(fileOf(), then, then)
    expect((await rotate('--theirs', '--do', '--seen')).problem).toMatch(
      /^say --to <version>: the versions 1, 1 do not tell/,
    )
    expect((await rotate('--theirs', '--key', file, '--to', '1', '--do', '--seen')).problem).toBeUndefined()
    expect(clientsIn().SHOP.verifying).toHaveLength(1)
    expect(clientsIn().SHOP.verifying[0].key).toBe(
      another.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    )
  })
})

describe('one line says why nothing was changed', () => {
  it.each<[string, object, readonly string[], RegExp]>([
    [
      'two clients',
      { A: entryOf(), B: entryOf() },
      ['--do'],
      /^say --client <Client-Id>: the secret of antom has A, B$/,
    ],
    ['a client that is misspelt', { SHOP: entryOf() }, ['--client', 'SHOPP', '--do'], /did you mean SHOP\?$/],
    ['no client', {}, ['--do'], /^no client of antom can be read/],
    [
      'versions without a number',
      { SHOP: entryOf({ signing: [{ ...signing, version: 'a', current: true }] }) },
      ['--do'],
      /^say --to <version>: the versions a /,
    ],
    ['a version that no header has', { SHOP: entryOf() }, ['--to', 'a b'], /^--to is up to 32 letters/],
    ['no URL', { SHOP: entryOf() }, ['--url', 'ftp://x'], /^--url is a URL of the receiver/],
    [
      'a file that is not there',
      { SHOP: entryOf() },
      ['--key', '/none', '--do'],
      /^\/none cannot be read \(ENOENT\)/,
    ],
    [
      'a public key for our side',
      { SHOP: entryOf() },
      ['--key', 'PUBLIC', '--do'],
      /^--key must hold a private key/,
    ],
    [
      "our own public key for Alipay's side",
      { SHOP: entryOf() },
      ['--theirs', '--key', 'OWN', '--do'],
      /^nothing was written, because the receiver would say: .*is your own public key/,
    ],
    [
      "the platform's key without a file",
      { SHOP: entryOf() },
      ['--theirs', '--do'],
      /^say --key <file> with the platform's new public key/,
    ],
  ])('%s', async (_, clients, args, line) => {
    put(clients)
    const before = readFileSync(fileOf(), 'utf8')
    const files: Record<string, string> = { PUBLIC: publicPem(another), OWN: publicPem(ours) }
    const { problem, printed } = await rotate(...args.map((arg) => (files[arg] ? keyFile(files[arg]) : arg)))
    expect([problem?.split('\n'), printed]).toEqual([[expect.stringMatching(line)], []])
    expect(readFileSync(fileOf(), 'utf8')).toBe(before)
  })

  it.each<[readonly string[], string]>([
    [['--platform', 'antom'], 'say --local or --stage <stage>, one of them'],
    [['--platform', 'antom', '--local', '--stage', 'prod'], 'say --local or --stage <stage>, one of them'],
    [['--platform', 'anton', '--local'], 'no platform is named "anton": did you mean antom?'],
    [
      ['--platform', 'wallet', '--local'],
      'there is no secret of wallet in the folder of the local stack (LOCAL_DIR): does `npm start` run, with that folder?',
    ],
  ])('%j', async (args, line) => {
    expect((await runKeys('rotate', ...args)).problem).toBe(line)
  })
})
