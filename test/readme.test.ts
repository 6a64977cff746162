import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { forwardToBackend } from '../lib/adapters/http-backend.ts'
import { lineFields } from '../lib/edge/line.ts'
import { commandingPlatforms, commandsOf } from '../lib/platforms/commands.ts'
import { notificationsOf, notifyingPlatforms } from '../lib/platforms/notifications.ts'
import { moduleWith, pointAt, readme } from './support/readme.ts'
import { backendCommand, bearer, signatureKey } from './support/request/backend-command.ts'
import { startRawBackend } from './support/stack/raw-backend.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from './support/stack/receipts-table.ts'

const root = join(import.meta.dirname, '..')

/** The cells of the table under this head, row by row. */
function rowsUnder(head: string): readonly (readonly string[])[] {
  const [, rows = ''] = readme.split(`\n${head}\n`)
  const [, ...lines] = (rows.split('\n\n')[0] ?? '').split('\n')
  return lines.map((line) => line.slice(1, -1).split('|'))
}

/** What stands in code quotes. */
const quotedIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, quoted = '']) => quoted)

describe('the consumer in the README', () => {
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

  it('names files that are there', () => {
    const folders = ['', 'lib', 'lib/commands', 'lib/platforms/wallet']
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
    const files = quotedIn(readme.replace(/```.*?```/gs, '')).filter((text) =>
      /^\w[\w/.-]*\.(ts|json|yml)$/.test(text),
    )
    const isThere = (path: string) => folders.some((folder) => existsSync(join(root, folder, path)))
    expect(links.length).toBeGreaterThan(0)
    expect(files).toContain('run.ts')
    expect([...links, ...files].filter((path) => !isThere(path))).toEqual([])
  })

  it('names the headers that a backend is sent', async () => {
    await using backend = await startRawBackend((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    const forward = forwardToBackend(backend.url, () => 0)
    await forward(backendCommand({ credential: bearer }))
    await forward(backendCommand({ credential: { kind: 'hmac', key: signatureKey } }))
    const sent = backend.requests.flatMap((request) => request.match(/^[\w-]+(?=: )/gm) ?? [])
    const framing = ['Content-Type', 'Content-Length', 'Host', 'Connection']
    const told = rowsUnder('| header | |').flatMap(([names = '']) => quotedIn(names))
    expect([...new Set(sent)].filter((name) => !framing.includes(name)).sort()).toEqual([...told].sort())
  })

  it('names the fields of the log, all of them', () => {
    const told = rowsUnder('| field | |').flatMap(([names = '']) => quotedIn(names))
    expect(told).toEqual(lineFields)
  })

  it('says of each metric whether there is an alarm', () => {
    const alarms = readFileSync(join(root, 'infra/function-alarms.yml'), 'utf8')
    const alarmed = new Set([...alarms.matchAll(/MetricName: ([\w-]+)/g)].map(([, name]) => name))
    const rows = ['notification', 'command', 'message'].flatMap((what) =>
      rowsUnder(`| a ${what} that… | is answered | metric |`),
    )
    const told = rows.flatMap(([, , metrics = '']) =>
      quotedIn(metrics).map((metric) => [metric, metrics.includes('alarm')] as const),
    )
    expect(told.length).toBeGreaterThan(20)
    expect(told).toEqual(told.map(([metric]) => [metric, alarmed.has(metric)]))
  })
})
