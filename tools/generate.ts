import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generators } from './generate/generators.ts'

const docs = join(import.meta.dirname, '../docs')
const [asked] = process.argv.slice(2)
const chosen = generators.filter(({ name }) => asked === undefined || name === asked)
if (chosen.length === 0) {
  console.error(
    `nothing is generated as ${asked}: choose of ${generators.map(({ name }) => name).join(', ')}`,
  )
  process.exit(1)
}

for (const { folder, whole, files } of chosen) {
  const contents = files()
  if (whole) rmSync(join(docs, folder), { recursive: true, force: true })
  for (const [file, content] of contents) {
    const path = join(docs, folder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
}
