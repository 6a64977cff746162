import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { buildFunctions } from '../../tools/build/functions.ts'
import { temporaryFolder } from './temporary-folder.ts'

function folderWith(sources: Record<string, string>): string {
  const folder = temporaryFolder()
  for (const [name, source] of Object.entries(sources)) writeFileSync(join(folder, name), source)
  return folder
}

describe('buildFunctions', () => {
  it('makes an ES module of each file, with its size', async () => {
    const functions = folderWith({
      'greet.ts': "export const handler = async (name: string) => 'hello ' + name",
      'part.txt': 'not a function',
    })
    const outdir = temporaryFolder()
    const bundles = await buildFunctions({ functions, outdir })
    const file = join(outdir, 'greet', 'index.js')
    expect(bundles).toEqual([{ name: 'greet', file, bytes: readFileSync(file).length }])
    expect(JSON.parse(readFileSync(join(outdir, 'greet', 'package.json'), 'utf8'))).toEqual({
      type: 'module',
    })
    const { handler } = await import(file)
    expect(await handler('Alipay')).toBe('hello Alipay')
  })

  it("leaves the SDK's search for credentials out, unless it is asked for", async () => {
    const functions = folderWith({
      'search.ts': "export { fromEnv as handler } from '@aws-sdk/credential-provider-env'",
    })
    symlinkSync(join(import.meta.dirname, '../../node_modules'), join(functions, 'node_modules'))
    const stubbed = await buildFunctions({ functions, outdir: temporaryFolder() })
    const whole = await buildFunctions({ functions, outdir: temporaryFolder(), whole: true })
    expect(await backendOf(stubbed)).toBeUndefined()
    expect(await backendOf(whole)).toBeTypeOf('function')
  })

  it('never shows a part of a file, whoever else builds at the same time', async () => {
    const source = `export const handler = () => ${JSON.stringify('x'.repeat(200_000))}`
    const functions = folderWith({ 'large.ts': source })
    const outdir = temporaryFolder()
    const [{ file = '', bytes = 0 } = {}] = await buildFunctions({ functions, outdir })
    const building = Promise.all(Array.from({ length: 8 }, () => buildFunctions({ functions, outdir })))
    let done = false
    building.finally(() => {
      done = true
    })
    while (!done) {
      expect(readFileSync(file).length).toBe(bytes)
      await turn()
    }
    await building
    expect(readdirSync(join(outdir, 'large')).sort()).toEqual(['index.js', 'package.json'])
  })
})

async function backendOf([bundle]: Awaited<ReturnType<typeof buildFunctions>>): Promise<unknown> {
  return (await import(bundle?.file ?? '')).handler
}
