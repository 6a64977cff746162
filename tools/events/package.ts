import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(import.meta.dirname, '../..')
const NAME = 'alipay-receiver-events'

const readme = `# ${NAME}

The events that [alipay-receiver](https://www.npmjs.com/package/alipay-receiver) publishes on EventBridge: types for
TypeScript, and a JSON Schema for the \`detail\` of each.

    import type { AlipayEvent } from '${NAME}'

    export async function handler(event: AlipayEvent) {
      if (event.source === 'alipay.antom' && event['detail-type'] === 'notifyPayment') {
        event.detail.state.after // 'PENDING' | 'SUCCESS' | 'FAIL' | null
      }
    }

A schema: \`${NAME}/schemas/antom/notifyPayment.json\`.
`

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
  writeFileSync(join(contents, 'README.md'), readme)
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`Install it in the consumer's repository: npm install ${packEvents(join(root, 'dist'))}`)
}
