import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { argsOf } from '../../tools/recording/record.ts'
import { startProcess } from '../local/started-process.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { lasting } from '../recording/lasting.ts'
import { consoleBlocks, fits } from './console-blocks.ts'

const root = join(import.meta.dirname, '../..')
const cli = join(root, 'tools/cli.ts')
const [start, ...others] = consoleBlocks(readFileSync(join(root, 'docs/workbench.md'), 'utf8'))

it('docs/workbench.md shows what its command lines print', { timeout: 120_000 }, async () => {
  const cwd = temporaryFolder()
  const receiver = await startProcess({
    command: [process.execPath, cli, ...argsOf(start?.line ?? '')],
    cwd,
    dir: '.local',
  })
  await receiver.until('It stays up')
  expectShown(start?.output, receiver.out)
  for (const { line, output } of others) expectShown(output, await printedBy(line, cwd), line)
})

/** Both streams, as a shell shows them. */
function printedBy(line: string, cwd: string): Promise<readonly string[]> {
  const command = line.replaceAll(/\bnpm run (?:-s )?alipay --/g, `'${process.execPath}' '${cli}'`)
  const { PATH, HOME } = process.env
  return new Promise((resolve) => {
    execFile('sh', ['-c', `{ ${command}\n} 2>&1`], { cwd, env: { PATH, HOME } }, (_, stdout) =>
      resolve(stdout.trimEnd().split('\n')),
    )
  })
}

function expectShown(shown: readonly string[] = [], printed: readonly string[], line = ''): void {
  const [wanted, came] = [shown, printed].map((lines) => lines.map(lasting).filter((text) => text !== ''))
  if (!fits(wanted ?? [], came ?? [])) expect([line, ...printed]).toEqual([line, ...shown])
}
