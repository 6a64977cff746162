import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { startStack } from '../support/stack/local-stack.ts'
import { startPartner } from './partner.ts'

const stack = await startStack()
const program = join(import.meta.dirname, '../../tools/cli.ts')
const S = '{"result":{"resultCode":"SUCCESS","resultStatus":"S"}}'

/** Runs a verb as a program of its own, piped, with this on its standard input. */
async function run(args: readonly string[], input = '') {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LOCAL_DIR: stack.files.dir }
  const child = spawn(process.execPath, [program, ...args], { env })
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { out, err, code }
}

describe('as a program, piped,', () => {
  it('send takes a body from standard input, byte for byte', async () => {
    const { origin, received } = await startPartner(S)
    const body = '{ "a": 1.50 }\r\n'
    const { code } = await run(['send', 'antom', '--body', '-', '--url', origin, '--quiet'], body)
    expect(received.map((one) => one.body)).toEqual([body])
    expect(code).toBe(0)
  })

  it('send ends with 0 where the signature holds, and says it without colours', async () => {
    const { out, err, code } = await run(['send', 'worldfirst', '--quiet'])
    expect(out).toMatch(
      /^worldfirst notifyPayment +200 S SUCCESS +\d+ ms {2}the signature holds, key version 1\n$/,
    )
    expect({ err, code }).toEqual({ err: '', code: 0 })
  })

  it('send ends with 1 where it does not, with one line', async () => {
    const { origin } = await startPartner(S)
    const { err, code } = await run(['send', 'worldfirst', '--url', origin, '--quiet'])
    expect({ err, code }).toEqual({ err: 'NOT SIGNED\n', code: 1 })
  })

  it('and with 2 where the command line is wrong, with one line', async () => {
    const { out, err, code } = await run(['send', 'antom', '--times', 'many'])
    expect(err.trim().split('\n')).toHaveLength(1)
    expect({ out, code }).toEqual({ out: '', code: 2 })
  })
})
