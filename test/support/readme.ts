import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { vi } from 'vitest'
import { localAccess } from '../../tools/dynamodb/local-access.ts'
import type { ReceiptsTable } from './receipts-table.ts'

const root = join(import.meta.dirname, '../..')

export const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The module that the README shows with this export, to be run as it stands. */
export async function moduleWith(exported: string) {
  const shown = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code = '']) => code)
  const code = shown.find((one) => one.includes(`export ${exported}`))
  if (!code) throw new Error(`the README does not show ${exported}`)
  const folder = join(root, 'dist/readme')
  const file = join(folder, `${exported.split(' ').at(-1)}.mjs`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, code)
  return { code, ...(await import(pathToFileURL(file).href)) }
}

/** Lets the README's code, which takes everything from the environment, find the table. */
export function pointAt({ endpoint, table }: ReceiptsTable): void {
  vi.stubEnv('VIEW', 'view')
  vi.stubEnv('RECEIPTS_TABLE', table)
  vi.stubEnv('AWS_REGION', localAccess.region)
  vi.stubEnv('AWS_ACCESS_KEY_ID', localAccess.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', localAccess.secretAccessKey)
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint)
}
