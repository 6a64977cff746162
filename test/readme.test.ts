import { hash } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { CreateTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { forwardToBackend } from '../lib/adapters/http-backend.ts'
import { lineFields } from '../lib/edge/line.ts'
import { announcementRefusals } from '../lib/inquiries/announcement.ts'
import { gatewayFailures } from '../lib/inquiries/ports.ts'
import { commandingPlatforms, commandsOf } from '../lib/platforms/commands.ts'
import { notificationsOf, notifyingPlatforms } from '../lib/platforms/notifications.ts'
import { moduleWith, pointAt, readPage } from './support/readme.ts'
import { backendCommand, bearer, signatureKey } from './support/request/backend-command.ts'
import { startRawBackend } from './support/stack/raw-backend.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from './support/stack/receipts-table.ts'

const root = join(import.meta.dirname, '..')
const readme = readPage('README.md')

/** The cells of the page's tables under this head, row by row. */
function rowsUnder(head: string, page: string): readonly (readonly string[])[] {
  const tables = readPage(page).split(`\n${head}\n`).slice(1)
  const lines = tables.flatMap((rows) => (rows.split('\n\n')[0] ?? '').split('\n').slice(1))
  return lines.map((line) => line.slice(1, -1).split('|'))
}

/** What stands in code quotes. */
const quotedIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, quoted = '']) => quoted)

describe('the consumer in docs/integrate.md', () => {
  let table: ReceiptsTable
  let handler: (event: { detail: object }) => Promise<void>

  beforeAll(async () => {
    table = await openReceiptsTableInMemory()
    await table.client.send(
      new CreateTableCommand({
        TableName: 'view',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    )
    pointAt(table)
    handler = (await moduleWith('const handler')).handler
  })

  afterAll(async () => {
    vi.unstubAllEnvs()
    await table?.close()
  })

  const event = (sequence: number, after: string | null) => ({
    detail: {
      platform: 'antom',
      clientId: 'C',
      subject: 'payment#1',
      sequence,
      state: { before: null, after },
    },
  })
  const view = async () => {
    const key = { pk: { S: 'antom#C#payment#1' } }
    const { Item } = await table.client.send(new GetItemCommand({ TableName: 'view', Key: key }))
    return [Item?.sequence?.N, Item?.state?.S]
  }

  it('applies each event once, and none that is behind', async () => {
    await handler(event(1, 'PENDING'))
    expect(await view()).toEqual(['1', 'PENDING'])
    await handler(event(3, 'SUCCESS'))
    await handler(event(3, 'SUCCESS'))
    await handler(event(2, 'PENDING'))
    expect(await view()).toEqual(['3', 'SUCCESS'])
  })
})

describe('the README', () => {
  it('counts notifications and commands that have a row; a user may have added others', () => {
    const rows = [notifyingPlatforms.flatMap(notificationsOf), commandingPlatforms.flatMap(commandsOf)]
    const counts = /(\d+) and (\d+) of them/.exec(readme)?.slice(1).map(Number) ?? []
    expect(counts).toHaveLength(2)
    for (const [index, { length }] of rows.entries()) expect(counts[index]).toBeLessThanOrEqual(length)
  })

  it('says of each metric whether there is an alarm', () => {
    const alarms = readPage('infra/function-alarms.yml')
    const alarmed = new Set([...alarms.matchAll(/MetricName: ([\w-]+)/g)].map(([, name]) => name))
    const rows = ['notification', 'command', 'message'].flatMap((what) =>
      rowsUnder(`| a ${what} that… | is answered | metric |`, 'README.md'),
    )
    const named = rows.flatMap(([, , metrics = '']) =>
      quotedIn(metrics).map((metric) => [metric, metrics.includes('alarm')] as const),
    )
    expect(named.length).toBeGreaterThan(20)
    expect(named).toEqual(named.map(([metric]) => [metric, alarmed.has(metric)]))
  })
})

describe('docs/backend.md', () => {
  it('names the headers that a backend is sent', async () => {
    await using backend = await startRawBackend((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    const forward = forwardToBackend(backend.url, () => 0)
    await forward(backendCommand({ credential: bearer }))
    await forward(backendCommand({ credential: { kind: 'hmac', key: signatureKey } }))
    const sent = backend.requests.flatMap((request) => request.match(/^[\w-]+(?=: )/gm) ?? [])
    const framing = ['Content-Type', 'Content-Length', 'Host', 'Connection']
    const named = rowsUnder('| header | |', 'docs/backend.md').flatMap(([names = '']) => quotedIn(names))
    expect([...new Set(sent)].filter((name) => !framing.includes(name)).sort()).toEqual([...named].sort())
  })

  it('says how webhook-id is computed from what comes', async () => {
    await using backend = await startRawBackend((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    await forwardToBackend(
      backend.url,
      () => 0,
    )(backendCommand({ credential: { kind: 'hmac', key: signatureKey } }))
    const [request = ''] = backend.requests
    const [, path] = /^POST (\S+)/.exec(request) ?? []
    const headers = new Map(
      [...request.matchAll(/^([\w-]+): (.*)\r$/gm)].map(([, name, value]) => [name, value]),
    )
    const [, formula = ''] = /base64url\(sha256\("(.*)"\)\)/.exec(readPage('docs/backend.md')) ?? []
    const text = formula
      .replaceAll('\\n', '\n')
      .replace('/<platform>/<api>', path ?? '')
      .replace(/<([\w-]+)>/g, (_, name) => headers.get(name) ?? '')
    expect(hash('sha256', text, 'base64url')).toBe(headers.get('webhook-id'))
  })
})

describe('docs/operate.md', () => {
  it('names the fields of the log, all of them', () => {
    const named = rowsUnder('| field | |', 'docs/operate.md').flatMap(([names = '']) => quotedIn(names))
    expect(named).toEqual(lineFields)
  })

  it('says of each reason why a question has no answer, or an announcement is refused, what it means', () => {
    const [asking, announcing] = ['| reason | what it means, and what to do |', '| reason | |'].map((head) =>
      rowsUnder(head, 'docs/operate.md').flatMap(([names = '']) => quotedIn(names)),
    )
    expect(asking).toEqual(expect.arrayContaining([...gatewayFailures]))
    expect([...(announcing ?? [])].sort()).toEqual([...announcementRefusals].sort())
  })

  it('says of each alarm what to do', () => {
    const alarms = readPage('infra/function-alarms.yml') + readPage('infra/aws-alarms.yml')
    const names = [...alarms.matchAll(/AlarmName: .*\$\{sls:stage\}-([\w-]+)/g)].map(([, name = '']) => name)
    const named = rowsUnder('| alarm | what to do |', 'docs/operate.md').flatMap(([name = '']) =>
      quotedIn(name),
    )
    const rowOf = (name: string) => name.replace(/^.*-throttled$/, '<function>-throttled')
    expect([...named].sort()).toEqual([...new Set(names.map(rowOf))].sort())
  })
})

describe('docs/integrate.md', () => {
  it('names every setting of a deployment, and no other', () => {
    const templates = ['serverless.yml', ...globSync('infra/*.yml', { cwd: root })].map(readPage).join()
    const read = [...templates.matchAll(/\$\{env:(\w+)/g)].map(([, name = '']) => name)
    const named = rowsUnder('| name | default | meaning |', 'docs/integrate.md').flatMap(([names = '']) =>
      quotedIn(names),
    )
    expect([...named].sort()).toEqual([...new Set(read)].sort())
  })
})

describe('docs/troubleshoot.md', () => {
  it('quotes lines that are really printed', () => {
    const files = globSync('{lib,tools}/**/*.{ts,cjs}', { cwd: root })
    // As it is printed: without the escapes of a string, and `…` for what is put in.
    const code = files.map((file) => readPage(file).replaceAll('\\', '')).join()
    const lines = readPage('docs/troubleshoot.md')
      .split('\n| line | what to do |\n')
      .slice(1)
      .flatMap((table) => (table.split('\n\n')[0] ?? '').split('\n').slice(1))
    const quoted = lines.flatMap((line) => quotedIn(line.split(' | ')[0] ?? ''))
    expect(quoted.length).toBeGreaterThan(30)
    const isPrinted = (line: string) => line.split('…').every((part) => code.includes(part.trimEnd()))
    expect(quoted.filter((line) => !isPrinted(line))).toEqual([])
  })
})
