import { expect, it, vi } from 'vitest'
import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { send } from '../../tools/alipay/signed-request.ts'
import { eightMistakes } from './eight-mistakes.ts'
import { startWatched } from './watched-stack.ts'

/** What is said below the line of a refusal. */
const verdictsIn = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith('          signature-mismatch'))

it('names the cause of each of the eight mistakes that were all one line before', async () => {
  const { antom, lines } = await startWatched()
  const tookMs: number[] = []
  for (const [index, { name, cause, make }] of eightMistakes.entries()) {
    const body = freshNotification('antom', name.replaceAll(' ', '')).trim()
    const { result } = await send(await make(antom, body))
    const answeredAt = performance.now()
    expect(result).toMatchObject({ resultCode: 'INVALID_SIGNATURE' })
    await vi.waitUntil(() => verdictsIn(lines()).length > index, { timeout: 10_000, interval: 5 })
    tookMs.push(Math.round(performance.now() - answeredAt))
    expect(verdictsIn(lines()).at(-1)).toMatch(cause)
  }
  expect(verdictsIn(lines())).toHaveLength(eightMistakes.length)
  console.info(`from the answer to the verdict, each in ms: ${tookMs.join(', ')}`)
})
