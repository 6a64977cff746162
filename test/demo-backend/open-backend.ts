import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { commandingPlatforms } from '../../lib/platforms/commands.ts'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import type { Account } from '../../tools/demo-backend/accounts.ts'
import { startDemoBackend } from '../../tools/demo-backend/start.ts'
import { startDynoxide } from '../../tools/dynamodb/dynoxide.ts'
import { startFaultProxy } from '../support/stack/fault-proxy.ts'

export type Headers = Readonly<Record<string, string>>

export interface Outcome {
  readonly result: { readonly resultStatus: string; readonly resultCode: string }
  readonly [name: string]: unknown
}

const DEADLINE_MS = 60_000

/** A fresh demo backend for the tests of one file, its DynamoDB in memory and behind a proxy that can fail it. */
export async function openBackend() {
  const secrets = mkdtempSync(join(tmpdir(), 'alipay-receiver-'))
  const putSecret = (name: string, clients: object) =>
    writeFileSync(join(secrets, `${name}.json`), JSON.stringify({ clients }))
  for (const platform of commandingPlatforms) putSecret(platform, { CLIENT_1: {}, CLIENT_2: {} })
  const dynoxide = await startDynoxide(':memory:')
  const proxy = await startFaultProxy(() => dynoxide.url)
  const reports: string[] = []
  const backend = await startDemoBackend({
    dynamoDB: proxy.url,
    secrets,
    report: (line) => void reports.push(line),
  })
  afterAll(async () => {
    await backend.close()
    await proxy.close()
    await dynoxide.stop()
    rmSync(secrets, { recursive: true })
  })
  let keys = 0

  /** Calls as the receiver does, under a key of its own unless the headers name one. */
  function send(path: string, body: string, headers: Headers = {}): Promise<Response> {
    return fetch(`${backend.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `key-${++keys}`,
        'alipay-client-id': 'CLIENT_1',
        'alipay-attempt': '1',
        'alipay-deadline': new Date(Date.now() + DEADLINE_MS).toISOString(),
        'x-correlation-id': 'correlation-1',
        ...headers,
      },
      body,
    })
  }

  return {
    proxy,
    reports,
    send,

    /** The outcome of the sample with these changes. */
    async outcome(path: string, changes: object = {}, headers: Headers = {}): Promise<Outcome> {
      const [, platform = '', api = ''] = path.split('/')
      const body = JSON.stringify({ ...JSON.parse(freshCommand(platform, api, '')), ...changes })
      const response = await send(path, body, headers)
      if (response.status !== 200) throw new Error(`HTTP ${response.status}`)
      return (await response.json()) as Outcome
    },

    ledger: backend.ledger,
    async balanceOf(holder: string, currency = 'JPY'): Promise<string | undefined> {
      const { accounts } = await backend.ledger()
      const isTheirs = ({ holder: other, balance }: Account) =>
        other === holder && balance.currency === currency
      return accounts.find(isTheirs)?.balance.value
    },

    putSecret,
  }
}

/** `S SUCCESS`. */
export function resultOf({ result }: Outcome): string {
  return `${result.resultStatus} ${result.resultCode}`
}
