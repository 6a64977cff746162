import { sha256 } from '../../../lib/content/digest.ts'
import type { Way } from './command-model-flight.ts'
import { createRun, type World } from './command-model-run.ts'
import { type Choose, everySchedule, type IsNew } from './schedule.ts'

/** Runs a world under every schedule that it has; tells how many there were. Throws what goes wrong in one. */
export function everyScheduleOf(world: World): Promise<number> {
  return everySchedule((choose, isNew) => runAsChosen(choose, world, isNew))
}

/**
 * Runs a world as chosen until all is done, or until it comes to a state that is not new; then sends each command again,
 * undisturbed. Throws what went wrong first, and after what.
 */
export async function runAsChosen(choose: Choose, world: World, isNew: IsNew = () => true): Promise<void> {
  await breath()
  const run = createRun(world)
  const trace: string[] = []
  let left = world.disturbances

  function disturbance(): Way {
    left--
    const all = run.disturbances()
    const one = all[choose(all.length)]
    if (!one) throw new Error('there is no such way on')
    return one
  }

  while (run.wrongs.length === 0) {
    if (!isNew(() => sha256(JSON.stringify([left, run.state()])))) return
    const ways = run.ways()
    if (ways.length === 0) break
    // Before anything is sent, all that can befall is that time passes.
    const mayBefall = left > 0 && trace.length > 0
    const way = ways[choose(ways.length + (mayBefall ? 1 : 0))] ?? disturbance()
    trace.push(way.title)
    await run.go(way)
  }
  if (run.wrongs.length === 0) await run.sendAgain(left < world.disturbances)
  if (run.wrongs[0]) throw new Error([run.wrongs[0], `after ${trace.length} steps:`, ...trace].join('\n'))
}

/** Lets the test's runner have its turn. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
