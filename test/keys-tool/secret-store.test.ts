import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { localSecret } from '../../tools/keys/secrets/local-secret.ts'
import type { SecretStore } from '../../tools/keys/secrets/secret-store.ts'
import { stageSecret } from '../../tools/keys/secrets/stage-secret.ts'
import { secretsManager } from '../../tools/local/stand-ins/secrets-manager.ts'
import { openStandIns } from '../../tools/local/stand-ins/server.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { type Answer, refuse, reply, startAwsStandIn } from '../support/stack/aws-stand-in.ts'

const keys = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }

function stageAt(url: string): SecretStore {
  for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value)
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', url)
  return stageSecret('local', 'antom')
}

/** The same folder, as the files of the local stack and through its Secrets Manager. */
const stores: readonly [string, (dir: string) => SecretStore | Promise<SecretStore>][] = [
  ['the files of the local stack', (dir) => localSecret('antom', dir)],
  [
    'Secrets Manager',
    async (dir) => {
      const { url, close } = await openStandIns(secretsManager(join(dir, 'secrets')))
      onTestFinished(close)
      return stageAt(url)
    },
  ],
]

describe.each(stores)('a secret in %s', (_, open) => {
  async function opened(texts: Readonly<Record<string, string>>) {
    const dir = temporaryFolder()
    mkdirSync(join(dir, 'secrets'))
    const fileOf = (name: string) => join(dir, 'secrets', `${name}.json`)
    for (const [name, text] of Object.entries(texts)) writeFileSync(fileOf(name), text)
    return { store: await open(dir), fileOf }
  }

  it('is read with all that continues it, and since when it is so', async () => {
    const { store, fileOf } = await opened({
      antom: 'one',
      'antom-2': 'two',
      'antom-3': 'three',
      'antom-5': 'apart',
    })
    const parts = await store.read()
    expect(parts.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(parts[0]?.changedAt).toBeCloseTo(statSync(fileOf('antom')).mtimeMs, -1)
  })

  it('is no text where it is not there', async () => {
    const { store } = await opened({})
    expect(await store.read()).toEqual([])
  })

  it('is written whole, for the owner alone, and read so afterwards', async () => {
    const { store, fileOf } = await opened({ antom: 'one', 'antom-2': 'two' })
    const [, part] = await store.read()
    if (part) await store.write(part, 'changed')
    expect((await store.read()).map(({ text }) => text)).toEqual(['one', 'changed'])
    expect(statSync(fileOf('antom-2')).mode & 0o777).toBe(0o600)
  })

  it('is left as it is where somebody changed it after it was read', async () => {
    const { store, fileOf } = await opened({ antom: 'one' })
    const [part] = await store.read()
    writeFileSync(fileOf('antom'), 'by somebody else')
    await expect(part && store.write(part, 'mine')).rejects.toThrow(
      /was changed meanwhile, and nothing was written/,
    )
    expect(readFileSync(fileOf('antom'), 'utf8')).toBe('by somebody else')
  })
})

/** What docs/operate.md, "Rotate keys", lets a role do. */
const page = readFileSync(join(import.meta.dirname, '../../docs/operate.md'), 'utf8')
const allowed = [...page.matchAll(/"(secretsmanager:\w+)"/g)].map(([, action = '']) => action)

describe('a write that AWS refuses half way', () => {
  const value = { SecretString: 'one', VersionId: 'v1', CreatedDate: 1_795_000_000 }
  const answer: Answer = ({ operation, input }, response) => {
    if (operation.endsWith('GetSecretValue') && !String(input.SecretId).endsWith('-2'))
      reply(response, 200, value)
    else if (operation.endsWith('PutSecretValue')) reply(response, 200, {})
    else if (input.VersionStage === 'AWSPENDING') reply(response, 200, {})
    else refuse(response, 400, 'AccessDeniedException')
  }

  it('takes the text back that waited, and says what AWS said', async () => {
    await using aws = await startAwsStandIn(answer)
    const store = stageAt(aws.url)
    const [part] = await store.read()
    await expect(part && store.write(part, 'two')).rejects.toMatchObject({ name: 'AccessDeniedException' })
    const put = aws.calls.find(({ operation }) => operation.endsWith('PutSecretValue'))?.input
    expect(put).toMatchObject({ VersionStages: ['AWSPENDING'], SecretString: 'two' })
    const asked = new Set(aws.calls.map(({ operation }) => operation.replace('.', ':')))
    expect([...asked].toSorted()).toEqual(allowed.toSorted())
    const moves = aws.calls.filter(({ operation }) => operation.endsWith('UpdateSecretVersionStage'))
    expect(moves.map(({ input }) => input)).toEqual([
      expect.objectContaining({
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: put?.ClientRequestToken,
        RemoveFromVersionId: 'v1',
      }),
      expect.objectContaining({ VersionStage: 'AWSPENDING', RemoveFromVersionId: put?.ClientRequestToken }),
    ])
  })
})

it('a move whose answer was lost, and whose repeat AWS refuses, is a write that was made', async () => {
  let current = { SecretString: 'one', VersionId: 'v1', CreatedDate: 1_795_000_000 }
  let moves = 0
  await using aws = await startAwsStandIn(({ operation, input }, response) => {
    if (operation.endsWith('PutSecretValue') || input.VersionStage === 'AWSPENDING') reply(response, 200, {})
    else if (operation.endsWith('UpdateSecretVersionStage')) {
      moves++
      if (moves > 1) return refuse(response, 400, 'InvalidParameterException')
      current = { ...current, VersionId: String(input.MoveToVersionId) }
      response.destroy()
    } else if (String(input.SecretId).endsWith('-2')) refuse(response, 400, 'ResourceNotFoundException')
    else reply(response, 200, current)
  })
  const store = stageAt(aws.url)
  const [part] = await store.read()
  if (part) await store.write(part, 'two')
  expect(moves).toBe(2)
})
