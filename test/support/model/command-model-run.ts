import { type MemoryJournal, memoryJournal } from '../memory/memory-journal.ts'
import type { Sent } from './command-model-commands.ts'
import { createDelivery, type Delivery } from './command-model-delivery.ts'
import type { Way } from './command-model-flight.ts'
import { commandOracle, type Surroundings } from './command-model-oracle.ts'
import { fakeTime } from './fake-time.ts'
import { type BackendTraits, modelBackend } from './model-backend.ts'

/** What is sent, and what may befall. */
export interface World {
  readonly deliveries: readonly Sent[]
  /** At most so many: faults of the journal and of the handler, crashes, deadlines met, jumps of time. */
  readonly disturbances: number
  /** By default it keeps the contract, and refuses nothing. */
  readonly backend?: BackendTraits
  /** Stands between the deliveries and their record. */
  readonly through?: (journal: MemoryJournal) => MemoryJournal
  /** By how many milliseconds the clock of each delivery's environment is ahead. */
  readonly skews?: readonly number[]
  /**
   * Whose answers may come later than they happen: by default only the claims', by which a turn that was given may be
   * over when it is begun. Of the other calls it changes nothing that their happening late does not.
   */
  readonly delays?: 'claims' | 'all'
}

/** A world on its way. */
export interface Run {
  /** What comes next where nothing befalls; none when all is done. */
  ways(): readonly Way[]
  /** What may befall; never none. */
  disturbances(): readonly Way[]
  /** Goes a way, until nothing is left to do but to choose the next. */
  go(way: Way): Promise<void>
  /**
   * Sends each command until it must have its final answer, and nothing befalls: when no lease can live any more if
   * something befell before, else at once.
   */
  sendAgain(somethingBefell: boolean): Promise<void>
  /** All that decides what may still happen. */
  state(): unknown
  readonly wrongs: readonly string[]
}

const contractKeeper: BackendTraits = { remembers: true, refuses: [] }
/** By how much the clocks of environments may differ, and turns are kept apart. */
const SKEW_MS = 2_000
/** More than a lease takes. */
const JUMP_MS = 15_000
/** More than all leases take that were given by clocks that jumped. */
const AGES_MS = 1_000_000

export function createRun(world: World): Run {
  const { deliveries: all, backend: traits = contractKeeper, skews = [] } = world
  const delays = (call: string) => world.delays === 'all' || call === 'claim'
  const { through = (journal) => journal } = world
  const [time, journal, backend] = [fakeTime(), through(memoryJournal()), modelBackend(traits)]
  const ahead = Math.max(0, ...skews)
  const clocks = { areNear: ahead - Math.min(0, ...skews) <= SKEW_MS }
  const isMoneySafe = traits.remembers || (world.disturbances === 0 && clocks.areNear)
  const surroundings = { time, journal, backend, clocks, isMoneySafe, delays }
  const wrongs: string[] = []
  const oracles = new Map(
    all.map((sent) => [sent.key, commandOracle(sent, surroundings, (wrong) => wrongs.push(wrong))]),
  )

  const keys = [...oracles.keys()]

  function deliver(sent: Sent, title: string, skew = 0): Delivery {
    const oracle = oracles.get(sent.key)
    if (!oracle) throw new Error('nobody watches it')
    return createDelivery(sent, title, skew, oracle, surroundings)
  }
  const deliveries = all.map((sent, index) => deliver(sent, `${sent.title} ${index}`, skews[index]))

  /** Of several that are the same, the first is sent first. */
  const isNext = ({ sent, isSent }: Delivery, index: number) =>
    isSent() ||
    deliveries.every(
      (other, at) => at >= index || other.sent !== sent || skews[at] !== skews[index] || other.isSent(),
    )

  /** When leases run out by the clock that is ahead of all, which is the first that another may begin by. */
  function jumps(): readonly Way[] {
    const open = keys.flatMap((key) => Object.values(journal.read(key)).filter(({ outcome }) => !outcome))
    const waits = open.map(({ leaseUntil }) => leaseUntil - ahead - time.clock()).filter((wait) => wait > 0)
    const ends = waits.length > 0 ? [Math.min(...waits), Math.max(...waits)] : [JUMP_MS]
    return [...new Set(ends)].map((wait) => ({ title: `${wait} ms pass`, go: () => time.freeze(wait) }))
  }

  async function go(way: Way): Promise<void> {
    way.go()
    await quiet()
    for (const oracle of oracles.values()) oracle.look()
  }

  async function sendOnceMore(sent: Sent, title: string): Promise<string | undefined> {
    const delivery = deliver(sent, title)
    for (let [way] = delivery.ways(); way; [way] = delivery.ways()) await go(way)
    return delivery.answer()
  }

  return {
    wrongs,
    go,
    ways: () => deliveries.filter(isNext).flatMap((delivery) => delivery.ways()),
    disturbances: () => [
      ...deliveries.flatMap((delivery) => delivery.disturbances()),
      ...jumps(),
      { title: 'the clocks are set back', go: () => setBack(surroundings) },
    ],
    async sendAgain(somethingBefell) {
      if (somethingBefell) time.freeze(AGES_MS)
      const sents = [...new Set(all)]
      // What waits for its cancel to end is told so only when it is sent after that.
      for (const sent of sents) await sendOnceMore(sent, `${sent.title} again`)
      for (const sent of sents) {
        oracles.get(sent.key)?.ends(sent, await sendOnceMore(sent, `${sent.title} at last`))
      }
    },
    state: () => [
      time.elapsed(),
      time.clock(),
      clocks,
      backend.state(),
      [...oracles].map(([key, oracle]) => [journal.read(key), oracle.state()]),
      deliveries.map((delivery) => delivery.state()),
    ],
  }
}

function setBack({ time, clocks }: Surroundings): void {
  time.setClock(-JUMP_MS)
  clocks.areNear = false
}

/** Resolves when nothing is left to do but what waits in flight: ticks come after all that promises have to do. */
function quiet(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}
