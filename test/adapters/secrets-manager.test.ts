import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSecretsManagerClient, secretsManagerSource } from '../../lib/adapters/secrets-manager.ts'
import { secretSourceContract } from '../contracts/secret-source.ts'

type Answer = { readonly status: number; readonly body: object } | 'none'

const text = (SecretString: string): Answer => ({ status: 200, body: { SecretString } })
const error = (__type: string, status = 400): Answer => ({ status, body: { __type } })

/** By the name of the secret, one after the other; a secret without one does not exist. */
const answers = new Map<string, Answer[]>()
const asked: string[] = []

const server = createServer(async (request, response) => {
  const { SecretId } = (await json(request)) as { SecretId: string }
  asked.push(`${request.headers['x-amz-target']} ${SecretId}`)
  const answer = answers.get(SecretId)?.shift() ?? error('ResourceNotFoundException')
  if (answer === 'none') return
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' })
  response.end(JSON.stringify(answer.body))
})

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', `http://127.0.0.1:${port}`)
})

afterAll(() => {
  vi.unstubAllEnvs()
  server.close()
  server.closeAllConnections()
})

let opened = 0

/** A source of a secret of its own, so that no test hears the end of another's request. */
function open() {
  const name = `keys/${++opened}`
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const source = secretsManagerSource(createSecretsManagerClient({ region: 'us-east-1', credentials }), name)
  return {
    name,
    source,
    holds: (...texts: readonly string[]) => {
      for (const [index, held] of texts.entries()) {
        answers.set(index === 0 ? name : `${name}-${index + 1}`, [text(held)])
      }
    },
    fails: () => void answers.set(name, [error('AccessDeniedException')]),
    hangs: () => void answers.set(name, ['none']),
  }
}

/** Reads a secret of which Secrets Manager answers this, by what its name ends in. */
function read(given: Readonly<Record<string, readonly Answer[]>>) {
  const { name, source } = open()
  for (const [suffix, list] of Object.entries(given)) answers.set(name + suffix, [...list])
  return { name, texts: source.read(new AbortController().signal) }
}

describe('a secret in Secrets Manager', () => {
  secretSourceContract(open)

  it('costs two requests where it has no continuation', async () => {
    const { name, texts } = read({ '': [text('one')] })
    expect(await texts).toEqual(['one'])
    expect(asked.filter((line) => line.includes(name)).toSorted()).toEqual([
      `secretsmanager.GetSecretValue ${name}`,
      `secretsmanager.GetSecretValue ${name}-2`,
    ])
  })

  it('is read as UTF-8 where it is binary', async () => {
    const body = { SecretBinary: Buffer.from('ключ').toString('base64') }
    expect(await read({ '': [{ status: 200, body }] }).texts).toEqual(['ключ'])
  })

  it.each(['ResourceNotFoundException', 'AccessDeniedException', 'InvalidRequestException'])(
    'ends before a continuation that is answered with %s',
    async (name) => {
      const given = { '': [text('one')], '-2': [text('two')], '-3': [error(name)], '-4': [text('four')] }
      expect(await read(given).texts).toEqual(['one', 'two'])
    },
  )

  it('has no text where only its continuation has', async () => {
    expect(await read({ '-2': [text('two')] }).texts).toEqual([])
  })

  it('is read at the second attempt', async () => {
    expect(await read({ '': [error('InternalServiceError', 500), text('one')] }).texts).toEqual(['one'])
  })

  it.each(['AccessDeniedException', 'InvalidRequestException', 'DecryptionFailure'])(
    'is not read where the answer is %s',
    async (name) => {
      await expect(read({ '': [error(name)] }).texts).rejects.toThrow(expect.objectContaining({ name }))
    },
  )

  it('is not read in part where a continuation that was read before may not be read now', async () => {
    const { name, source } = open()
    answers.set(name, [text('one'), text('one')])
    answers.set(`${name}-2`, [text('two'), error('AccessDeniedException')])
    answers.set(`${name}-3`, [error('AccessDeniedException')])
    const { signal } = new AbortController()
    expect(await source.read(signal)).toEqual(['one', 'two'])
    await expect(source.read(signal)).rejects.toThrow(
      expect.objectContaining({ name: 'AccessDeniedException' }),
    )
  })

  it('is not read in part where a continuation fails', async () => {
    const failure = error('InternalServiceError', 500)
    const { texts } = read({ '': [text('one')], '-2': [failure, failure] })
    await expect(texts).rejects.toThrow(expect.objectContaining({ name: 'InternalServiceError' }))
  })
})
