import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Bundle } from '../build/functions.ts'
import type { Variables } from '../declared/functions.ts'

/** What a process of its own does: it loads the bundle as Lambda does, tells how long that took, and ends. */
const measured = `
const began = performance.now()
await import(process.argv[1])
console.log(performance.now() - began)
process.exit()`

/** By name the milliseconds that each bundle takes to load in a fresh process, so many times, all in turn. */
export async function measureInit(
  bundles: readonly Bundle[],
  variables: Variables,
  times: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const figures = new Map(bundles.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round < times; round++) {
    for (const { name, file } of bundles) {
      const args = ['--input-type=module', '--eval', measured, pathToFileURL(file).href]
      const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...variables } })
      figures.get(name)?.push(Number(stdout.trim().split('\n').at(-1)))
    }
  }
  return figures
}
