import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startProcess } from '../local/started-process.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'
import { readJournal } from '../support/stack/journal-table.ts'
import { inProcess, newOperation, outcome, sendAgain, succeeded } from './command.ts'

const program = join(import.meta.dirname, '../../tools/cli.ts')
const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`

const stack = await startFaultyStack({ commanding: ['wallet'] })

/** Runs `npm run alipay -- journal …` to its end. */
async function run(...args: readonly string[]) {
  const { ended, out, err } = await startProcess({
    dir: stack.files.dir,
    command: [process.execPath, program, 'journal', ...args],
  })
  return { code: await ended, out, err }
}

/** How a command names an operation that was begun, and the record's key of it. */
async function named({ ending }: ReturnType<typeof newOperation>) {
  const entries = await readJournal(stack.files.environment)
  const { key = '' } = entries.find((entry) => entry.key.endsWith(ending)) ?? {}
  const [platform = '', client = '', ...operation] = key.split('#')
  return { key, which: ['--platform', platform, '--client', client, '--operation', operation.join('#')] }
}

const matching = (...lines: readonly string[]) =>
  lines.map((line) => expect.stringMatching(new RegExp(`^${line}$`)))

describe('what is recorded of one operation', () => {
  it('is shown: each attempt, when it was begun and ended, how, by which request, and what it came to', async () => {
    const payment = newOperation(stack)
    payment.befallBackend('pay', outcome('U', 'UNDER_REVIEW'), 1)
    payment.befallBackend('pay', ({ answer }) => answer({ status: 200, body: '<html>' }), 1)
    await payment.pay()
    expect(await payment.pay()).toEqual(sendAgain)
    await payment.letLeasesRunOut()
    expect(await payment.pay()).toEqual(succeeded)
    expect(await payment.cancel()).toEqual(succeeded)

    const { key, which } = await named(payment)
    const { code, out, err } = await run('show', '--local', ...which)
    expect([code, err]).toEqual([0, []])
    expect(out).toEqual(
      matching(
        `${key}  kept for ever`,
        `act  pay  begun 3 times since ${time}  S SUCCESS`,
        `  3  begun ${time}  succeeded ${time}  request \\S+`,
        `  2  begun ${time}  no end on record  request \\S+`,
        `  1  begun ${time}  undecided ${time}  request \\S+`,
        `cancel  cancelPayment  begun 1 times since ${time}  S SUCCESS`,
        `  1  begun ${time}  succeeded ${time}  request \\S+`,
      ),
    )
    const requests = out.flatMap((line) => line.match(/request (\S+)/)?.[1] ?? [])
    expect(new Set(requests).size).toBe(4)
    for (const request of requests) expect(stack.log()).toContain(request)

    const asJson = await run('show', '--local', '--json', ...which)
    const [{ roles, ...rest }, ...more] = asJson.out.map((line) => JSON.parse(line))
    expect([rest, more, asJson.err]).toEqual([{ key }, [], []])
    const past = expect.stringMatching(new RegExp(`^${time}$`))
    expect(roles[0]).toMatchObject({
      role: 'act',
      api: 'pay',
      attempts: 3,
      since: past,
      outcome: 'S SUCCESS',
    })
    expect(roles[0].trail[1]).toEqual({ number: 2, begun: past, request: requests[1] })
  })

  it('is shown without what its outcome says', async () => {
    const taxRefund = newOperation(stack)
    expect(await taxRefund.credit()).toEqual(succeeded)
    const { which } = await named(taxRefund)
    const [told = ''] = taxRefund.outcomes
    const { out } = await run('show', '--local', ...which)
    const secrets = Object.entries(JSON.parse(told)).flatMap(([name, value]) =>
      name === 'result' ? [] : [value],
    )
    expect(secrets).not.toEqual([])
    for (const secret of secrets) expect(out.join('\n')).not.toContain(JSON.stringify(secret))
  })

  it('is nothing where it was never begun', async () => {
    const which = ['--platform', 'wallet', '--client', 'CLIENT', '--operation', 'payment#none']
    expect(await run('show', '--local', ...which)).toEqual({
      code: 1,
      out: ['wallet#CLIENT#payment#none is not in the journal'],
      err: [],
    })
  })
})

describe('what was begun and has no outcome', () => {
  it('is listed: what broke, what is undecided and what runs, but nothing that has ended', async () => {
    const [ended, undecided, broken, cancelled] = Array.from({ length: 4 }, () => newOperation(stack))
    if (!ended || !undecided || !broken || !cancelled) throw new Error('there is one too few')
    expect(await ended.pay()).toEqual(succeeded)
    undecided.befallBackend('pay', outcome('U', 'PAYMENT_IN_PROCESS'))
    expect(await undecided.pay()).toEqual(inProcess)
    broken.befallBackend('cancelPayment', ({ cut }) => cut())
    expect(await broken.cancel()).toEqual(sendAgain)
    cancelled.befallBackend('pay', outcome('U', 'PAYMENT_IN_PROCESS'))
    expect(await cancelled.pay()).toEqual(inProcess)
    expect(await cancelled.cancel()).toEqual(succeeded)

    const { code, out } = await run('open', '--local')
    expect(code).toBe(0)
    const lineOf = (line: string) => expect.stringMatching(new RegExp(`^${line}$`))
    expect(out.toSorted()).toEqual([
      lineOf('2 begun and without an outcome'),
      lineOf(
        `${(await named(undecided)).key}  act  pay  begun 1 times since ${time}, last ${time}: undecided  \\(no outcome; nobody is at it\\)`,
      ),
      lineOf(
        `${(await named(broken)).key}  cancel  cancelPayment  begun 1 times since ${time}, last ${time}: no end on record  \\(no outcome; somebody may be at it until ${time}\\)`,
      ),
    ])
    const asJson = await run('open', '--local', '--json')
    expect(asJson.err).toEqual(['2 begun and without an outcome'])
    expect(asJson.out.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        key: (await named(broken)).key,
        role: 'cancel',
        api: 'cancelPayment',
        attempts: 1,
        leaseUntil: expect.stringMatching(new RegExp(`^${time}$`)),
      }),
    )
  })

  it('is listed by when it was last begun', async () => {
    const old = newOperation(stack)
    old.befallBackend('pay', outcome('U', 'PAYMENT_IN_PROCESS'))
    await old.pay()
    const now = Date.now()
    const [second, hour] = [1_000, 3_600_000]
    const listed = async (since: number) => {
      const { out } = await run('open', '--local', '--since', new Date(since).toISOString())
      return out.filter((line) => line.includes(`${old.ending} `)).length
    }
    expect([await listed(now - hour), await listed(now + second)]).toEqual([1, 0])
  })
})
