import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { type SigningOptions, signRequest } from '../../tools/alipay/signed-request.ts'
import { startProcess } from '../local/started-process.ts'
import { answerTo, TAKEN } from '../support/request/answer.ts'
import { newBody } from '../support/request/requests.ts'
import { callsOf, putsOf, refuse } from '../support/stack/fault-proxy.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'

const cli = join(import.meta.dirname, '../../tools/cli.ts')

const stack = await startFaultyStack({ env: { KEEP_REFUSED_HOURS: '24' } })
afterEach(() => stack.proxy.calm())
const sender = stack.sender('antom')
const send = (body: string, options: SigningOptions = {}) =>
  answerTo(signRequest(sender, body, options), sender)

/** Runs `npm run alipay -- refused accept` as if the prefix that was signed had been set meanwhile. */
async function accept() {
  const all = ['--since', '2026-01-01T00:00:00Z', '--operator', 'alice', '--local']
  const { ended, out, err } = await startProcess({
    dir: stack.files.dir,
    command: [process.execPath, cli, 'refused', 'accept', ...all],
    env: { PUBLIC_PATH_PREFIX: '/prod' },
  })
  return { code: await ended, out, err }
}

const refusedFor = { uri: '/prod/antom/notify/notifyPayment' }
const SETTINGS = expect.stringMatching(/^with MAX_AGE_HOURS=48 MAX_SKEW_MINUTES=10 RETENTION_DAYS=35 /)
const REFUSED = '200 F INVALID_SIGNATURE signed'

it('an acceptance that breaks off between receipt and mark is finished by the next, with one event', async () => {
  const body = newBody('antom')
  expect(await send(body, refusedFor)).toBe(REFUSED)
  stack.proxy.befall(callsOf('UpdateItem'), refuse('AccessDeniedException'))
  expect(await accept()).toMatchObject({
    code: 1,
    out: [SETTINGS, expect.stringMatching(/^accepted {2}antom .* by alice$/)],
    err: [expect.stringContaining('AccessDenied')],
  })
  await vi.waitUntil(() => stack.events().length === 1, { timeout: 10_000 })
  stack.proxy.calm()
  const { code, out } = await accept()
  expect([code, out]).toEqual([
    0,
    [
      SETTINGS,
      expect.stringMatching(/^repeated {2}antom /),
      '1 were accepted by alice (1 repeated), 0 are left',
    ],
  ])
  expect((await accept()).out).toEqual([SETTINGS, '0 were accepted by alice, 0 are left'])
  expect(await stack.receipts()).toMatchObject([{ acceptedBy: 'alice' }])
  expect(stack.events()).toHaveLength(1)
})

it('what the store does not take is no acceptance, and is taken the next time', async () => {
  const body = newBody('antom')
  expect(await send(body, refusedFor)).toBe(REFUSED)
  stack.proxy.befall(putsOf('receipt#'), refuse('AccessDeniedException'))
  expect((await accept()).code).toBe(1)
  stack.proxy.calm()
  expect(await stack.receipts()).toHaveLength(1)
  expect((await accept()).out.at(-1)).toBe('1 were accepted by alice, 0 are left')
  expect(await stack.receipts()).toHaveLength(2)
})

it('what was received meanwhile stays a repeat, and its receipt names nobody', async () => {
  const body = newBody('antom')
  expect(await send(body, refusedFor)).toBe(REFUSED)
  expect(await send(body)).toBe(TAKEN)
  expect((await accept()).out[1]).toMatch(/^repeated {2}antom /)
  const receipts = await stack.receipts()
  expect(receipts).toHaveLength(3)
  expect(receipts.filter(({ acceptedBy }) => acceptedBy === undefined)).toHaveLength(1)
})
