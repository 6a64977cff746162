import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packEvents } from '../../../tools/build/events-package.ts'

const tsc = join(import.meta.dirname, '../../../node_modules/typescript/bin/tsc')
const start = `import type { AlipayEvent, AntomNotifyPayment } from 'alipay-receiver-events'\n`

/** Code of a consumer, by what it shows, and what the compiler says of it. */
const consumers: readonly (readonly [file: string, code: string, problem?: RegExp])[] = [
  [
    'tells-events-apart',
    `export function describe(event: AlipayEvent): string {
      if (event['detail-type'] === 'unrecognised') return event.detail.recognised ? 'never' : event.source
      if (event.source === 'alipay.antom' && event['detail-type'] === 'notifyPayment') {
        const { state, body }: AntomNotifyPayment = event.detail
        return state.after === 'SUCCESS' && state.before !== 'FAIL' ? (body?.paymentRequestId ?? '') : 'not yet'
      }
      return event.detail.subject
    }`,
  ],
  [
    'misspells-a-state',
    `export const isPaid = (detail: AntomNotifyPayment) => detail.state.after === 'SUCCES'`,
    /TS2367.*"SUCCES"/,
  ],
  [
    'misspells-a-detail-type',
    `export const isPayment = (event: AlipayEvent) => event['detail-type'] === 'notifyPaymnt'`,
    /TS2367.*"notifyPaymnt"/,
  ],
  [
    'asks-for-a-field-that-is-not-there',
    `export const amount = (event: AlipayEvent) => event.detail.amount`,
    /TS2339.*'amount'/,
  ],
]

/** A project of somebody else that has installed the package. */
let project: string
let problems: readonly string[]

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'alipay-receiver-consumer-'))
  const tarball = packEvents(project)
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "private": true }')
  const install = ['install', '--offline', '--no-audit', '--no-fund', '--silent', tarball]
  execFileSync('npm', install, { cwd: project })
  for (const [file, code] of consumers) writeFileSync(join(project, `${file}.ts`), start + code)
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024']
  const args = [tsc, ...options, ...consumers.map(([file]) => `${file}.ts`)]
  problems = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' }).stdout.split('\n')
})

afterAll(() => rmSync(project, { recursive: true, force: true }))

describe('the package of the events', () => {
  it.each(consumers)('compiles, or not, code that %s', (file, _, problem) => {
    const its = problems.filter((line) => line.startsWith(`${file}.ts`))
    expect(its).toEqual(problem ? [expect.stringMatching(problem)] : [])
  })

  it('has a schema of each event, where a program finds it', () => {
    const path = join(project, 'node_modules/alipay-receiver-events/schemas/antom/notifyPayment.json')
    const { properties } = JSON.parse(readFileSync(path, 'utf8'))
    expect(properties.state.properties.after).toEqual({
      enum: ['PROCESSING', 'PENDING', 'SUCCESS', 'FAIL', 'CANCELLED', null],
    })
  })
})
