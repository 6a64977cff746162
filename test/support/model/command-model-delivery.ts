import type { Backend } from '../../../lib/commands/backend.ts'
import { execute } from '../../../lib/commands/execute.ts'
import type { ExecuteParts } from '../../../lib/commands/execute-parts.ts'
import type { Journal } from '../../../lib/commands/journal.ts'
import { wallet } from '../../../lib/platforms/wallet/platform.ts'
import { toyCommands } from '../memory/toy-commands.ts'
import type { Sent } from './command-model-commands.ts'
import { createFlight, type Flight, type Way } from './command-model-flight.ts'
import type { CommandOracle, Surroundings, Witness } from './command-model-oracle.ts'
import { malformed, undecided } from './model-backend.ts'

/** One delivery of a command, to an environment of its own. */
export interface Delivery {
  readonly sent: Sent
  isSent(): boolean
  /** The body of its answer; undefined where it has none yet, or the caller is only asked to send again. */
  answer(): string | undefined
  /** What comes next where nothing befalls. */
  ways(): readonly Way[]
  disturbances(): readonly Way[]
  /** All that decides what it will do; nothing, once it does nothing any more. */
  state(): unknown
}

const DAY = 86_400_000

/** `skew`: by how many milliseconds its environment's clock is ahead. */
export function createDelivery(
  sent: Sent,
  title: string,
  skew: number,
  oracle: CommandOracle,
  surroundings: Surroundings,
): Delivery {
  const { time, delays } = surroundings
  const clock = () => time.clock() + skew
  const flight = createFlight(title, clock, delays)
  let witness: Witness | undefined
  let timer: { readonly due: number; readonly controller: AbortController } | undefined
  let answer: string | undefined
  let hasEnded = false

  function timeout(ms: number): AbortSignal {
    timer = { due: time.elapsed() + ms, controller: new AbortController() }
    return timer.controller.signal
  }

  function send(): void {
    const arrivedAt = time.clock()
    const own = oracle.witness(sent, title, Math.min(arrivedAt, clock()))
    witness = own
    const abortsAt = () => timer?.due ?? 0
    const desk = { ...deskOf(title, flight, own, clock, abortsAt, surroundings), timeout }
    const end = () => {
      hasEnded = true
    }
    execute(sent.verified, { arrivedAt, correlationId: title, anticipate: () => {} }, desk)
      .then(({ body }) => {
        answer = body
        own.answers(body)
      })
      .then(end, end)
  }

  function deadline(): readonly Way[] {
    if (!timer || timer.controller.signal.aborted || hasEnded || flight.isDead()) return []
    const { due, controller } = timer
    const go = () => {
      time.freeze(Math.max(0, due - time.elapsed()))
      controller.abort()
    }
    return [{ title: `${title} meets its deadline`, go }]
  }

  return {
    sent,
    isSent: () => witness !== undefined,
    answer: () => answer,
    ways: () => (witness ? flight.ways() : [{ title: `${title} is sent`, go: send }]),
    disturbances: () => [...flight.disturbances(), ...deadline()],
    state: () => {
      if (!witness) return 'unsent'
      if (flight.isEmpty()) return 'over'
      const isAborted = timer?.controller.signal.aborted
      return [flight.state(), timer?.due, isAborted, hasEnded, witness.state()]
    },
  }
}

function deskOf(
  title: string,
  flight: Flight,
  witness: Witness,
  clock: () => number,
  abortsAt: () => number,
  surroundings: Surroundings,
): Omit<ExecuteParts, 'timeout'> {
  return {
    platform: wallet,
    apis: toyCommands,
    journal: heldJournal(flight, witness, surroundings),
    handler: heldHandler(flight, witness, clock, abortsAt, surroundings),
    retentionMs: 0,
    maxAgeMs: DAY,
    maxSkewMs: DAY,
    newOwner: () => title,
    clock,
    reportLate: () => undefined,
  }
}

function heldJournal(flight: Flight, witness: Witness, { journal }: Surroundings): Journal {
  function held<Name extends keyof Journal>(name: Name): Journal[Name] {
    const call = journal[name] as (ask: { readonly key: string }) => Promise<never>
    return async (ask: { readonly key: string }) => {
      witness.asks(name)
      const { ruling, told } = await flight.hold(name, ask, async () => {
        const before = journal.read(ask.key)
        const ruling = await call(ask)
        return { ruling, told: witness.rules(name, before, ruling) }
      })
      witness.hears(told)
      return ruling
    }
  }
  return { claim: held('claim'), settle: held('settle'), release: held('release') }
}

function heldHandler(
  flight: Flight,
  witness: Witness,
  clock: () => number,
  abortsAt: () => number,
  { backend }: Surroundings,
): Backend {
  return async (command) => {
    witness.begins(command, clock(), abortsAt())
    const given = await flight.hold('handler', command.idempotencyKey, async () => backend.take(command), [
      undecided,
      malformed,
    ])
    if (given.result.resultStatus === 'U' && !command.signal.aborted) witness.givesUp()
    return given as Awaited<ReturnType<Backend>>
  }
}
