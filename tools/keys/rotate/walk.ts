import type { KeyObject } from 'node:crypto'
import { isProblem, problem } from '../../terminal/problem.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { viewSecret } from '../secrets/secret-view.ts'
import type { Check, Live } from './live.ts'
import { ourSteps } from './our-steps.ts'
import { type Asked, readState, type State } from './state.ts'
import type { Confirmation, Step } from './step.ts'
import { theirSteps } from './their-steps.ts'

export interface Walk {
  readonly store: SecretStore
  readonly live: Live
  readonly asked: Asked
  /** What a person has said. */
  readonly confirmed: ReadonlySet<Confirmation>
  /** The new key, where one was given. */
  readonly key?: KeyObject | undefined
}

/** Where a rotation is, and what was looked at to know it. */
export interface Standing {
  readonly state: State
  readonly steps: readonly Step[]
  /** The next one; undefined where the rotation is over, or none is under way and nothing needs one. */
  readonly next: Step | undefined
  readonly checks: readonly Check[]
  /** What a person does before the next one, a line each. */
  readonly beforehand: readonly string[]
  /** The flag that the next one needs. */
  readonly needs: Confirmation | undefined
}

/** Where it is, without changing anything. */
export async function lookAt(walk: Walk): Promise<Standing> {
  const state = readState(await walk.store.read(), walk.asked)
  const checks = walk.live.pretend ? [] : [await walk.live.prove(state)]
  return standing(walk, state, [checkOf(state), ...checks])
}

/**
 * Takes the next step and looks whether all works. Throws a problem, and changes nothing, where it may not be taken yet,
 * where the receiver would have more against the secret than before, or where somebody changed it meanwhile.
 */
export async function takeStep(walk: Walk, now: number): Promise<Standing> {
  const before = readState(await walk.store.read(), walk.asked)
  const step = nextStep(before)
  if (!step) return standing(walk, before, [checkOf(before)])
  await walk.live.resume?.(before)
  await refuseUnlessReady(step, before, walk, now)
  const key = step.name === 'add' ? (walk.key ?? (await walk.live.newKey(before))) : undefined
  const text = step.edit(before, key)
  refuseNewProblems(before, text)
  await walk.store.write(before.part, text)
  const after = readState(await walk.store.read(), { ...walk.asked, to: before.to })
  if (!step.isDone(after))
    throw problem(`${before.part.name} was written, and then changed by somebody else: look at it`)
  return standing(walk, after, [checkOf(after), ...(await settle(walk, step, after))])
}

/** The step is written: that nobody answers must not sound as if it were not. */
async function settle({ live }: Walk, step: Step, state: State): Promise<readonly Check[]> {
  try {
    return await live.settle(step, state)
  } catch (cause) {
    if (!isProblem(cause)) throw cause
    return [{ what: `it is written, but ${cause.message}`, holds: false }]
  }
}

function standing({ live }: Walk, state: State, checks: readonly Check[]): Standing {
  const next = nextStep(state)
  const common = { state, steps: stepsOf(state), next, checks }
  return live.pretend
    ? {
        ...common,
        beforehand: ['The pretend Alipay learns of it by itself, and nobody waits for it.'],
        needs: undefined,
      }
    : { ...common, beforehand: next?.beforehand(state) ?? [], needs: next?.needs }
}

function stepsOf({ place }: State): readonly Step[] {
  return place.list === 'signing' ? ourSteps : theirSteps
}

function nextStep(state: State): Step | undefined {
  return stepsOf(state).find((step) => !step.isDone(state))
}

function checkOf({ problems, part }: State): Check {
  const count = problems.length
  return count === 0
    ? { what: `the receiver has nothing against ${part.name}`, holds: true }
    : { what: `the receiver has ${count} things against the secret: \`keys check\` lists them`, holds: false }
}

const confirmations: Readonly<Record<Confirmation, string>> = {
  uploaded: 'once the public half stands in the console',
  seen: 'once messages came under the new key, and for two days none under the old one',
}

const HOUR_MS = 3_600_000

async function refuseUnlessReady(
  step: Step,
  state: State,
  { live, confirmed }: Walk,
  now: number,
): Promise<void> {
  const { needs, waitMs = 0, needsProof } = step
  const leftMs = state.part.changedAt + waitMs - now
  if (!live.pretend && leftMs > 0) {
    throw problem(
      `too early to ${step.name}: the secret must stay as it is for ${Math.ceil(leftMs / HOUR_MS)} h more`,
    )
  }
  if (!live.pretend && needs && !confirmed.has(needs)) throw problem(`say --${needs} ${confirmations[needs]}`)
  const ready = await live.ready?.()
  if (ready?.holds === false)
    throw problem(`nothing was written, because not all is well before: ${ready.what}`)
  if (!needsProof && !(live.pretend && waitMs > 0)) return
  const { holds, what } = await live.proveNeedless(state)
  if (!holds) throw problem(`nothing is removed before the receiver shows that it does without: ${what}`)
}

/** Asks the receiver's own code what it would say to the new text. */
function refuseNewProblems({ parts, part, problems, console }: State, text: string): void {
  const texts = parts.map((one) => (one === part ? text : one.text))
  const held = new Set(problems.map(lineOf))
  const added = viewSecret(texts, console.platform)
    .problems.map(lineOf)
    .filter((line) => !held.has(line))
  const [first] = added
  if (first) throw problem(`nothing was written, because the receiver would say: ${first}`)
}

function lineOf({ path, message }: { readonly path: string; readonly message: string }): string {
  return `${path}: ${message}`
}
