import { describe, expect, it } from 'vitest'
import { anyWorld, randomOf, wrongsOf } from '../support/model/ask-model-random.ts'
import { runs } from '../support/model/runs.ts'

describe('every announced payment ends in one final change, or is unresolved:', () => {
  it('random worlds', { timeout: 600_000 }, async () => {
    const count = runs(2_000)
    const begun = performance.now()
    for (let seed = 1; seed <= count; seed++) {
      const random = randomOf(seed)
      for (let warm = 0; warm < 3; warm++) random()
      const wrongs = await wrongsOf(anyWorld(random), random)
      if (wrongs.length > 0) expect([`seed ${seed}`, ...wrongs]).toEqual([])
    }
    console.log((performance.now() - begun) / count, 'ms each')
  })
})
