import { join, relative } from 'node:path'
import { buildFunctions } from './build/functions.ts'

const root = join(import.meta.dirname, '..')

for (const { file, bytes } of await buildFunctions({ outdir: join(root, 'dist') })) {
  console.log(`${String(bytes).padStart(8)}  ${relative(root, file)}`)
}
