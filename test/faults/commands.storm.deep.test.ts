import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { expect, it, onTestFailed, onTestFinished } from 'vitest'
import { temporaryFolder } from '../local/temporary-folder.ts'
import type { readDemoLedger } from '../support/stack/demo-ledger.ts'
import { type JournalEntry, readJournal } from '../support/stack/journal-table.ts'
import { environmentIn, killGroup, senderIn, startReceiver } from '../support/stack/receiver-process.ts'
import { startStormyWeather } from '../support/stack/storm-weather.ts'
import { type LoadedCommand, type WalletLoad, walletLoads } from '../support/stack/wallet-load.ts'
import { sendLoad, sendUntilTold } from '../support/stack/wallet-senders.ts'

const GRANT = 1_000_000n
const LIMIT_MS = 300_000

/** `STORM_SEEDS=1,2,3` runs these instead of one drawn at random. */
const seeds = process.env.STORM_SEEDS?.split(',').map(Number) ?? [randomInt(2 ** 31)]

const isClosing = (outcome: string) => outcome.includes('"ORDER_IS_CLOSED"')
const isS = (outcome: string) => outcome.includes('"resultStatus":"S"')

type Ledger = Awaited<ReturnType<typeof readDemoLedger>>

/** A place for a receiver, and what befalls it beside being killed. */
interface World {
  readonly dir: string
  readonly env: Readonly<Record<string, string>>
  ledger(): Promise<Ledger>
  brew(): void
  calm(): void
}

async function stormyWorld(seed: number): Promise<World> {
  const dir = temporaryFolder()
  return { dir, ...(await startStormyWeather(dir, seed)) }
}

/** Sends everything, and kills what runs again and again; returns what was told, with what runs at last. */
async function sendAndKill({ commands, kills }: WalletLoad, { dir, env, brew, calm }: World) {
  let running = await startReceiver(dir, env)
  let isUp: Promise<unknown> = Promise.resolve()
  let isOver = false
  onTestFinished(() => {
    isOver = true
  })
  let answers = 0
  const moments = kills.map((_, n) => kills.slice(0, n + 1).reduce((sum, count) => sum + count))

  async function restart(): Promise<void> {
    await killGroup(running)
    calm()
    running = await startReceiver(dir, env)
    brew()
  }
  async function reach() {
    await isUp
    if (isOver) throw new Error('the test is over')
    return senderIn(dir)
  }
  brew()
  const told = await sendLoad(commands, reach, () => {
    if (moments.includes(++answers)) isUp = isUp.then(restart)
  })
  await isUp
  calm()
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

it.each(seeds)(
  'after kill -9 and faults, again and again, every command has one outcome, and the money adds up (seed %i)',
  {
    timeout: LIMIT_MS,
  },
  async (seed) => {
    onTestFailed(() => console.error(`STORM_SEEDS=${seed}`))
    const [load] = fc.sample(walletLoads, { seed, numRuns: 1 })
    if (!load) throw new Error('there is nothing to send')
    const world = await stormyWorld(seed)
    const { told, reach } = await sendAndKill(load, world)

    const lastTold = await Promise.all(
      load.commands.map(async (command) => [command, await sendUntilTold(command, reach)] as const),
    )
    const outcomes = new Map(lastTold)
    const cancelled = new Set(load.commands.map(({ api, pay }) => api === 'cancelPayment' && pay))
    const journal = await readJournal(environmentIn(world.dir))
    for (const [command, outcome] of outcomes) {
      const settled = entryOf(journal, command)?.body
      const isClosed = cancelled.has(command)
      const others = told.get(command)?.filter((one) => one !== settled && !(isClosed && isClosing(one)))
      expect(others, command.ending).toEqual([])
      expect(isClosed ? isClosing(outcome) : outcome === settled, command.ending).toBe(true)
      expect(command.api !== 'cancelPayment' || isS(outcome), command.ending).toBe(true)
    }

    const { accounts, surplus } = await world.ledger()
    expect(surplus).toEqual([])
    expect(accounts.filter(({ balance }) => balance.value.startsWith('-'))).toEqual([])
    expect(accounts.map(({ holder, balance }) => [holder, balance.value])).toEqual(
      accounts.map(({ holder }) => [holder, String(balanceOf(holder, outcomes))]),
    )
  },
)
