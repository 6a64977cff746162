import { setTimeout as wait } from 'node:timers/promises'
import type { Check } from '../check.ts'
import { mustRepeat } from '../expect.ts'
import { saidOf } from '../heard.ts'
import { apisByPath } from '../messages.ts'
import type { Play } from '../play.ts'
import { settled } from '../settled.ts'
import { broken, skipped } from '../verdict.ts'

/** Minutes are what a short memory of outcomes, or a cache of them, does not last. */
const LONG_MS = 180_000
const LATER_ATTEMPT = 9

const recorded = [...apisByPath].filter(([, { api }]) => api.recorded !== 'never').map(([path]) => path)

/** What was answered when the run began, asked again at its end without the receiver's journal between. */
export const laterChecks: readonly Check[] = [
  ...recorded.map((path) => ({
    rule: 'one-effect' as const,
    name: 'what was S at the beginning of this run is the same at its end',
    apis: [path],
    async run(play: Play) {
      const first = play.firsts.find((one) => one.path === path)
      const heard = first?.asked.heard
      if (!first || heard?.status !== 'S') {
        throw skipped(`its first answer was ${heard ? saidOf(heard) : 'none'}`)
      }
      await untilLong(play)
      const again = () => play.call(first.message, { attempt: LATER_ATTEMPT })
      mustRepeat(heard, await settled(again), 'at the end, it')
    },
  })),
  {
    rule: 'final',
    name: 'what was F at the beginning of this run is not S at its end',
    apis: [],
    async run(play) {
      const refused = play.firsts.filter(
        ({ path, asked }) => recorded.includes(path) && asked.heard?.status === 'F',
      )
      if (refused.length === 0) throw skipped('nothing was F')
      await untilLong(play)
      for (const { path, message, asked } of refused) {
        const again = await play.call(message, { attempt: LATER_ATTEMPT })
        if (again.status !== 'S' || !asked.heard) continue
        throw broken(`${path}: ${saidOf(asked.heard)} became S`, asked.heard, again)
      }
    },
  },
]

async function untilLong({ patience, startedAt }: Play): Promise<void> {
  if (patience === 'long') await wait(Math.max(0, startedAt + LONG_MS - Date.now()))
}
