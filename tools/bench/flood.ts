import { pathToFileURL } from 'node:url'
import type { Sender } from '../alipay/sender.ts'
import { signRequest } from '../alipay/signed-request.ts'
import { type Answer, context, eventOf, type Handler } from './lambda.ts'

/** What this process, forked for its own environment and its own stdout, is told. */
export interface FloodTask {
  /** The file of a bundle. */
  readonly bundle: string
  readonly sender: Sender
  readonly target: string
  readonly forgeries: number
}

export interface FloodFigures {
  /** Milliseconds of CPU for one forgery, its answer and its log lines included, a figure for each hundred. */
  readonly cpu: readonly number[]
  /** How many different signatures the answers had. */
  readonly signatures: number
}

const BATCH = 100

process.once('message', async (task: FloodTask) => {
  process.send?.(await measure(task))
  process.disconnect()
})

/** Sends forgeries one after the other, each to a path of its own. */
async function measure({ bundle, sender, target, forgeries }: FloodTask): Promise<FloodFigures> {
  const { handler }: { handler: Handler } = await import(pathToFileURL(bundle).href)
  const signed = signRequest(sender, 'x'.repeat(4_096))
  const send = (path: string): Promise<Answer> =>
    handler(eventOf({ ...signed, target: path, body: Buffer.from('y'.repeat(4_096)) }), context)
  for (let i = 0; i < BATCH; i++) await send(target)
  const signatures = new Set<string>()
  const cpu: number[] = []
  for (let done = 0; done < forgeries; done += BATCH) {
    const before = process.cpuUsage()
    for (let i = 0; i < BATCH; i++) {
      const { headers } = await send(`${target}/${done + i}`)
      if (headers?.Signature) signatures.add(headers.Signature)
    }
    const { user, system } = process.cpuUsage(before)
    cpu.push((user + system) / BATCH / 1_000)
  }
  return { cpu, signatures: signatures.size }
}
