import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { build, type Plugin } from 'esbuild'

const root = join(import.meta.dirname, '../..')

export interface BuildOptions {
  readonly outdir: string
  /** Each `.ts` file directly in this folder is one function. */
  readonly functions?: string
  /** With the parts that the deployed bundles leave out, because they never run. */
  readonly whole?: boolean
}

export interface Bundle {
  readonly name: string
  readonly file: string
  readonly bytes: number
}

/**
 * Bundles every function to `<outdir>/<name>/index.js`, an ES module exporting `handler`. Each file appears whole, so
 * builds of the same tree may run at once; throws esbuild's BuildFailure, its messages already printed.
 */
export async function buildFunctions(options: BuildOptions): Promise<readonly Bundle[]> {
  const { outdir, functions = join(root, 'functions'), whole = false } = options
  const entries = await readdir(functions, { withFileTypes: true })
  const sources = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  const { outputFiles } = await build({
    entryPoints: sources.map(({ name }) => ({
      in: join(functions, name),
      out: join(basename(name, '.ts'), 'index'),
    })),
    outdir,
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    plugins: whole ? [] : [unusedParts],
  })
  return Promise.all(
    outputFiles.map(async ({ path, contents }) => {
      await mkdir(dirname(path), { recursive: true })
      await writeWhole(join(dirname(path), 'package.json'), '{"type":"module"}\n')
      await writeWhole(path, contents)
      return { name: basename(dirname(path)), file: path, bytes: contents.length }
    }),
  )
}

/**
 * What no function ever runs, 165 KB of it: the SDK's search for credentials, which Lambda hands over in the
 * environment; its event streams, which none of our calls has; its cache of discovered endpoints, which DynamoDB's
 * client makes and never asks; SHA-256 for a Node without crypto. By their imports, and what stands in their place.
 */
const unused: readonly (readonly [imports: RegExp, instead: string])[] = [
  [/^@aws-sdk\/(credential-provider-|nested-clients|token-providers)/, 'module.exports = {}'],
  [/^@smithy\/core\/event-streams$/, 'module.exports = {}'],
  [/^@aws-sdk\/endpoint-cache$/, 'export class EndpointCache {}'],
  [/\/Sha256Js$/, 'export class Sha256Js {}'],
]

const unusedParts: Plugin = {
  name: 'unused-parts',
  setup({ onResolve, onLoad }) {
    for (const [filter, contents] of unused) {
      onResolve({ filter }, ({ path }) => ({ path, namespace: 'unused', pluginData: contents }))
    }
    onLoad({ filter: /./, namespace: 'unused' }, ({ pluginData }) => ({ contents: pluginData }))
    // Of its own package.json a client reads the version alone.
    onLoad({ filter: /[/\\]@aws-sdk[/\\]client-[\w-]+[/\\]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'))
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  },
}

async function writeWhole(file: string, contents: string | Uint8Array): Promise<void> {
  const unfinished = `${file}.${randomUUID()}`
  await writeFile(unfinished, contents)
  await rename(unfinished, file)
}
