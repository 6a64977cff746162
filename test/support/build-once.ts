import { buildFunctions } from '../../tools/build/functions.ts'

/** The bundles that every test runs are those that are deployed: built once, before the first test. */
export default async function setup(): Promise<void> {
  await buildFunctions({ outdir: 'dist' })
}
