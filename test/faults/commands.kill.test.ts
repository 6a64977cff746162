import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFailed, onTestFinished } from 'vitest'
import { startDynoxide } from '../../tools/local/dynamodb/dynoxide.ts'
import { freshCommand } from '../../tools/local/sample.ts'
import type { Commander } from '../../tools/local/senders.ts'
import { type Started, startProcess } from '../local/started-process.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { readDemoLedger } from '../support/demo-ledger.ts'
import { callsOf, startFaultProxy, type Which } from '../support/fault-proxy.ts'
import { type HeldCall, holdAnswer, holdRequest } from '../support/held-call.ts'
import { claimsOf, settlementsOf } from '../support/journal-calls.ts'
import { type JournalEntry, letLeasesRunOut, readJournal } from '../support/journal-table.ts'
import { type LoadedCommand, type WalletLoad, walletLoads } from '../support/wallet-load.ts'
import { sendLoad, sendUntilTold } from '../support/wallet-senders.ts'
import { sendCommand, succeeded } from './command.ts'

const GRANT = 1_000_000n
const LIMIT_MS = 150_000

const program = join(import.meta.dirname, '../../tools/start.ts')
const environmentIn = (dir: string) => join(dir, 'environment.json')
const senderIn = (dir: string): Commander =>
  JSON.parse(readFileSync(join(dir, 'senders.json'), 'utf8')).wallet
const isClosing = (outcome: string) => outcome.includes('"ORDER_IS_CLOSED"')
const isS = (outcome: string) => outcome.includes('"resultStatus":"S"')

/** The receiver and the demo wallet in one process group, nobody's leases left from the one before. */
async function start(dir: string, env = {}): Promise<Started> {
  const started = await startProcess({ dir, env, command: [process.execPath, program, '--no-demo'] })
  await started.until('What to try next')
  await letLeasesRunOut(environmentIn(dir))
  return started
}

async function kill({ child, ended }: Started): Promise<void> {
  process.kill(-Number(child.pid), 'SIGKILL')
  await ended
}

/** Sends everything, and kills what runs again and again; returns what was told, with what runs at last. */
async function sendAndKill({ commands, kills }: WalletLoad, dir: string) {
  let running = await start(dir)
  let isUp: Promise<unknown> = Promise.resolve()
  let isOver = false
  onTestFinished(() => {
    isOver = true
  })
  let answers = 0
  const moments = kills.map((_, n) => kills.slice(0, n + 1).reduce((sum, count) => sum + count))

  async function restart(): Promise<void> {
    await kill(running)
    running = await start(dir)
  }
  async function reach() {
    await isUp
    if (isOver) throw new Error('the test is over')
    return senderIn(dir)
  }
  const told = await sendLoad(commands, reach, () => {
    if (moments.includes(++answers)) isUp = isUp.then(restart)
  })
  return { told, reach }
}

/** What the outcomes that were told come to for the user. */
function balanceOf(user: string, outcomes: ReadonlyMap<LoadedCommand, string>): bigint {
  const succeeded = (command: LoadedCommand) => isS(outcomes.get(command) ?? '')
  const theirs = [...outcomes.keys()].filter((command) => command.user === user && succeeded(command))
  const cancelled = new Set(theirs.flatMap(({ api, pay }) => (api === 'cancelPayment' && pay ? pay : [])))
  const moved = theirs.map((command) => {
    const { api, amount, pay = command } = command
    if (api === 'createOriginalCredit') return amount
    if (cancelled.has(pay)) return 0n
    return api === 'refund' ? amount : -amount
  })
  return moved.reduce((sum, each) => sum + each, GRANT)
}

const entryOf = (journal: readonly JournalEntry[], { api, ending }: LoadedCommand) =>
  journal.find(
    ({ key, role }) => key.endsWith(ending) && role === (api === 'cancelPayment' ? 'cancel' : 'act'),
  )

it.each<[string, () => HeldCall, Which]>([
  ['after it was claimed', holdAnswer, claimsOf('act')],
  ['before the backend acted', holdRequest, callsOf('TransactWriteItems')],
  ['after the backend acted', holdAnswer, callsOf('TransactWriteItems')],
  ['before its outcome was recorded', holdRequest, settlementsOf('act')],
  ['after its outcome was recorded', holdAnswer, settlementsOf('act')],
])(
  'a pay that kill -9 meets %s moves the money once, and is told S when it is sent again',
  async (_, hold, which) => {
    const dynamoDB = await startDynoxide(':memory:')
    onTestFinished(dynamoDB.stop)
    const proxy = await startFaultProxy(() => dynamoDB.url)
    onTestFinished(proxy.close)
    const env = { AWS_ENDPOINT_URL_DYNAMODB: proxy.url }
    const dir = temporaryFolder()
    const body = freshCommand('wallet', 'pay', 'killed')

    const first = await start(dir, env)
    const { fate, reached } = hold()
    proxy.befall(which, fate)
    const answer = sendCommand(senderIn(dir), 'wallet', 'pay', body).catch(() => undefined)
    await reached
    await kill(first)
    expect(await answer).toBeUndefined()
    proxy.calm()

    await start(dir, env)
    expect(await sendCommand(senderIn(dir), 'wallet', 'pay', body)).toMatchObject(succeeded)
    expect(await sendCommand(senderIn(dir), 'wallet', 'pay', body)).toMatchObject(succeeded)
    const { accounts, surplus } = await readDemoLedger(environmentIn(dir))
    expect(accounts.map(({ balance }) => balance.value)).toEqual(['990000'])
    expect(surplus).toEqual([])
  },
)

it('after kill -9 under load, again and again, every command has one outcome, and the money adds up', {
  timeout: LIMIT_MS,
}, async () => {
  const seed = randomInt(2 ** 31)
  onTestFailed(() => console.error(`seed ${seed}`))
  const [load] = fc.sample(walletLoads, { seed, numRuns: 1 })
  if (!load) throw new Error('there is nothing to send')
  const dir = temporaryFolder()
  const { told, reach } = await sendAndKill(load, dir)

  const lastTold = await Promise.all(
    load.commands.map(async (command) => [command, await sendUntilTold(command, reach)] as const),
  )
  const outcomes = new Map(lastTold)
  const cancelled = new Set(load.commands.map(({ api, pay }) => api === 'cancelPayment' && pay))
  const journal = await readJournal(environmentIn(dir))
  for (const [command, outcome] of outcomes) {
    const settled = entryOf(journal, command)?.body
    const isClosed = cancelled.has(command)
    const others = told.get(command)?.filter((one) => one !== settled && !(isClosed && isClosing(one)))
    expect(others, command.ending).toEqual([])
    expect(isClosed ? isClosing(outcome) : outcome === settled, command.ending).toBe(true)
    expect(command.api !== 'cancelPayment' || isS(outcome), command.ending).toBe(true)
  }

  const { accounts, surplus } = await readDemoLedger(environmentIn(dir))
  expect(surplus).toEqual([])
  expect(accounts.filter(({ balance }) => balance.value.startsWith('-'))).toEqual([])
  expect(accounts.map(({ holder, balance }) => [holder, balance.value])).toEqual(
    accounts.map(({ holder }) => [holder, String(balanceOf(holder, outcomes))]),
  )
})
