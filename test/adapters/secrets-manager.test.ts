import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSecretsManagerClient, secretsManagerSource } from '../../lib/adapters/secrets-manager.ts'
import { secretSourceContract } from '../contracts/secret-source.ts'

type Answer = { readonly status: number; readonly body: object } | 'none'

const value = (SecretString: string): Answer => ({ status: 200, body: { SecretString } })
const error = (__type: string): Answer => ({ status: __type.startsWith('Internal') ? 500 : 400, body: { __type } })
const absent = error('ResourceNotFoundException')

/** By the name of the secret; every other does not exist. */
const answers = new Map<string, Answer>()
const asked: string[] = []

const server = createServer(async (request, response) => {
  const { SecretId } = (await json(request)) as { SecretId: string }
  asked.push(`${request.headers['x-amz-target']} ${SecretId}`)
  const answer = answers.get(SecretId) ?? absent
  if (answer === 'none') return
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' })
  response.end(JSON.stringify(answer.body))
})
