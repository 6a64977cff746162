import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const NAME = 'alipay-receiver-events'

/**
 * Packs what a consumer in another repository needs (types and schemas, no code) into a tarball, and returns its path.
 * It has the version of the receiver: the same rows, the same events.
 */
export function packEvents(folder: string): string {
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const contents = join(folder, NAME)
  rmSync(contents, { recursive: true, force: true })
  mkdirSync(contents, { recursive: true })
  cpSync(join(root, 'docs/events'), join(contents, 'schemas'), {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  })
  copyFileSync(join(root, 'docs/events/events.d.ts'), join(contents, 'events.d.ts'))
  copyFileSync(join(root, 'LICENSE'), join(contents, 'LICENSE'))
  copyFileSync(join(import.meta.dirname, 'events-readme.md'), join(contents, 'README.md'))
  const manifest = {
    name: NAME,
    version,
    description: 'Types and JSON Schemas of the events that alipay-receiver publishes',
    license,
    types: './events.d.ts',
    exports: { '.': { types: './events.d.ts' }, './schemas/*': './schemas/*' },
  }
  writeFileSync(join(contents, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: contents })
  return join(folder, `${NAME}-${version}.tgz`)
}
