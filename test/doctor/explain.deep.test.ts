import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { openWorkplace } from './workplace.ts'
import { rawHttp } from './written-forms.ts'

const root = join(import.meta.dirname, '../..')
const workplace = openWorkplace()
const { signed } = workplace

/** The command line as its own process, with its standard input. */
async function run(input: string | Buffer, ...args: readonly string[]) {
  const child = spawn(process.execPath, ['tools/cli.ts', 'explain', ...args], { cwd: root })
  child.stdin.on('error', () => undefined).end(input)
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.on('close', resolve)),
  ])
  return { code, out, err }
}

it('reads what is piped to it, and answers without colours', async () => {
  const good = rawHttp(signed('{"a":1}'))
  expect(await run(good)).toMatchObject({ code: 0, out: expect.stringMatching(/^VALID: /), err: '' })
  expect(await run(good, '-', '--json')).toMatchObject({ code: 0, out: expect.stringMatching(/^\{.*\}\n$/) })
  const stage = await run(rawHttp(signed('{"a":1}', { uri: '/prod/antom/notify/notifyPayment' })))
  expect(stage).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^NOT VALID: .*PUBLIC_PATH_PREFIX=\/prod/s),
  })
  expect(stage.out).not.toContain('\x1b')
})

it('answers what it cannot read with one line', async () => {
  expect(await run('')).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^the input is not .*: it is empty\n$/),
  })
  expect(await run(Buffer.alloc(17 * 1_048_576, ' '))).toEqual({
    code: 1,
    out: '',
    err: 'standard input is over 16 MiB: cut it to what is to be explained\n',
  })
})
