import { createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isKnown, prepareSenders } from '../../tools/local/prepare-senders.ts'
import { temporaryFolder } from './temporary-folder.ts'

function emptyFiles() {
  const dir = temporaryFolder()
  const files = { senders: join(dir, 'senders.json'), secrets: join(dir, 'secrets') }
  mkdirSync(files.secrets)
  return { files, secret: (platform: string) => join(files.secrets, `${platform}.json`) }
}

const url = 'http://127.0.0.1:3000'
const antomDoor = { platform: 'antom', takesNotifications: true, takesCommands: false }
const miniProgramDoor = { platform: 'mini-program', takesNotifications: true, takesCommands: true }
const walletDoor = { platform: 'wallet', takesNotifications: false, takesCommands: true }
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const publicHalf = (key: string) => createPublicKey(key).export({ type: 'spki', format: 'pem' })

describe('prepareSenders', () => {
  it('writes senders and secrets whose keys belong together', async () => {
    const { files, secret } = emptyFiles()
    const senders = await prepareSenders(files, [antomDoor, miniProgramDoor], url)
    expect(read(files.senders)).toEqual(senders)
    expect(Object.keys(senders)).toEqual(['antom', 'mini-program'])
    for (const [platform, sender] of Object.entries(senders)) {
      const { clientId, keyVersion, privateKey, partnerPublicKey, partnerKeyVersion, ...rest } = sender
      expect(rest).toMatchObject({ url: `${url}/${platform}/notify` })
      const { signing, verifying } = read(secret(platform)).clients[clientId]
      expect(signing).toEqual([{ version: partnerKeyVersion, key: expect.any(String), current: true }])
      expect(publicHalf(signing[0].key)).toBe(partnerPublicKey)
      expect(verifying).toEqual([{ version: keyVersion, key: publicHalf(privateKey) }])
      expect(createPrivateKey(privateKey).asymmetricKeyDetails?.modulusLength).toBe(2048)
    }
  })

  it('names the URLs where each platform may call', async () => {
    const { files } = emptyFiles()
    const { antom, wallet, ...others } = await prepareSenders(
      files,
      [antomDoor, miniProgramDoor, walletDoor],
      url,
    )
    expect(antom).not.toHaveProperty('commandsUrl')
    expect(wallet).toMatchObject({ commandsUrl: `${url}/wallet` })
    expect(wallet).not.toHaveProperty('url')
    expect(others['mini-program']).toMatchObject({
      url: `${url}/mini-program/notify`,
      commandsUrl: `${url}/mini-program`,
    })
  })

  it('puts into the secrets of those that send commands what the backend is shown, each another', async () => {
    const { files, secret } = emptyFiles()
    await prepareSenders(files, [antomDoor, miniProgramDoor, walletDoor], url)
    const backendOf = (platform: string, clientId: string) => read(secret(platform)).clients[clientId].backend
    expect(backendOf('antom', 'LOCAL_ANTOM')).toBeUndefined()
    const { bearer } = backendOf('wallet', 'LOCAL_WALLET')
    expect(bearer).toMatch(/^[\w-]{32}$/)
    expect(backendOf('mini-program', 'LOCAL_MINI_PROGRAM').bearer).not.toBe(bearer)
  })

  it('writes them for the owner only', async () => {
    const { files, secret } = emptyFiles()
    await prepareSenders(files, [antomDoor], url)
    for (const file of [files.senders, secret('antom')]) expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('makes keys once; the URL follows the port', async () => {
    const { files, secret } = emptyFiles()
    const first = await prepareSenders(files, [antomDoor], url)
    const firstSecret = read(secret('antom'))
    const second = await prepareSenders(files, [antomDoor], 'http://127.0.0.1:4000')
    expect(second).toEqual({ antom: { ...first.antom, url: 'http://127.0.0.1:4000/antom/notify' } })
    expect(read(secret('antom'))).toEqual(firstSecret)
  })

  it('names the pretend gateway of each platform that can be asked, and follows its port', async () => {
    const { files, secret } = emptyFiles()
    const doors = [antomDoor, walletDoor]
    const first = await prepareSenders(files, doors, url, 'http://127.0.0.1:5000')
    expect(first.antom?.gateway).toBe('http://127.0.0.1:5000/antom')
    expect(read(secret('antom')).clients.LOCAL_ANTOM.gateway).toBe('http://127.0.0.1:5000/antom')
    expect(first.wallet).not.toHaveProperty('gateway')
    expect(read(secret('wallet')).clients.LOCAL_WALLET).not.toHaveProperty('gateway')
    const text = readFileSync(secret('antom'), 'utf8')
    await prepareSenders(files, doors, url, 'http://127.0.0.1:6000')
    expect(readFileSync(secret('antom'), 'utf8')).toBe(text.replace('5000', '6000'))
  })

  it('leaves a gateway of the user in the secret as it is', async () => {
    const { files, secret } = emptyFiles()
    await prepareSenders(files, [antomDoor], url, 'http://127.0.0.1:5000')
    const own = readFileSync(secret('antom'), 'utf8').replace(
      'http://127.0.0.1:5000/antom',
      'https://a.example/ams',
    )
    writeFileSync(secret('antom'), own)
    await prepareSenders(files, [antomDoor], url, 'http://127.0.0.1:6000')
    expect(readFileSync(secret('antom'), 'utf8')).toBe(own)
  })

  it('never touches a secret that is there, readable or not', async () => {
    const { files, secret } = emptyFiles()
    writeFileSync(secret('antom'), 'of the user')
    const { antom } = await prepareSenders(files, [antomDoor], url)
    expect(antom).toMatchObject({ clientId: 'LOCAL_ANTOM', privateKey: expect.any(String) })
    await prepareSenders(files, [antomDoor], url)
    expect(readFileSync(secret('antom'), 'utf8')).toBe('of the user')
  })

  it('makes a secret anew that was deleted, for the same sender', async () => {
    const { files, secret } = emptyFiles()
    const before = await prepareSenders(files, [antomDoor], url)
    rmSync(secret('antom'))
    const after = await prepareSenders(files, [antomDoor], url)
    expect(after.antom?.privateKey).toBe(before.antom?.privateKey)
    expect(publicHalf(read(secret('antom')).clients.LOCAL_ANTOM.signing[0].key)).toBe(
      after.antom?.partnerPublicKey,
    )
  })
})

describe('isKnown', () => {
  it('tells whether the secret still names the client', async () => {
    const { files, secret } = emptyFiles()
    const { antom } = await prepareSenders(files, [antomDoor], url)
    if (!antom) throw new Error('no sender')
    expect(isKnown(antom, 'antom', files)).toBe(true)
    for (const text of ['{"clients":{"SANDBOX_1":{}}}', '{}', 'null', 'of the user']) {
      writeFileSync(secret('antom'), text)
      expect(isKnown(antom, 'antom', files)).toBe(false)
    }
    expect(isKnown({ ...antom, clientId: 'toString' }, 'antom', files)).toBe(false)
  })
})
