import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { vi } from 'vitest'
import { localAccess } from '../../tools/dynamodb/local-access.ts'
import type { ReceiptsTable } from './stack/receipts-table.ts'

const root = join(import.meta.dirname, '../..')

/** The text of a page, by its path in the repository. */
export function readPage(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** For who receives events: the code and the statements that the tests run stand there. */
export const integrate = readPage('docs/integrate.md')

/** The module that docs/integrate.md shows with this export, to be run as it stands. */
export async function moduleWith(exported: string) {
  const shown = [...integrate.matchAll(/```js\n(.*?)```/gs)].map(([, code = '']) => code)
  const code = shown.find((one) => one.includes(`export ${exported}`))
  if (!code) throw new Error(`docs/integrate.md does not show ${exported}`)
  const folder = join(root, 'dist/readme')
  const file = join(folder, `${exported.split(' ').at(-1)}.mjs`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, code)
  return { code, ...(await import(pathToFileURL(file).href)) }
}

/** Lets that code, which takes everything from the environment, find the table. */
export function pointAt({ endpoint, table }: ReceiptsTable): void {
  vi.stubEnv('VIEW', 'view')
  vi.stubEnv('RECEIPTS_TABLE', table)
  vi.stubEnv('AWS_REGION', localAccess.region)
  vi.stubEnv('AWS_ACCESS_KEY_ID', localAccess.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', localAccess.secretAccessKey)
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint)
}
