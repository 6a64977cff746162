import { pathToFileURL } from 'node:url'
import { keyOf } from './slow-aws.ts'

/** The task of this process, which is forked for its own environment and its own stdout. */
export interface DeliveryTask {
  /** The bundle of deliver-receipts. */
  readonly file: string
  /** Receipts of a batch, each of a subject of its own. */
  readonly batch: number
  readonly rounds: number
  readonly warmUpRounds: number
}

/** A batch each, in milliseconds: from its begin to its end, and of the processor's time. */
export interface DeliveryFigures {
  readonly wall: readonly number[]
  readonly cpu: readonly number[]
}

type Handler = (event: object, context: object) => Promise<{ readonly batchItemFailures: readonly object[] }>

process.once('message', async (task: DeliveryTask) => {
  process.send?.(await measure(task))
  process.disconnect()
})

async function measure({ file, batch, rounds, warmUpRounds }: DeliveryTask): Promise<DeliveryFigures> {
  const handler: Handler = (await import(pathToFileURL(file).href)).handler
  const wall: number[] = []
  const cpu: number[] = []
  for (let round = -warmUpRounds; round < rounds; round++) {
    const Records = Array.from({ length: batch }, (_, index) => {
      const { subjectKey, receiptKey } = keyOf(`run-${(round + warmUpRounds) * batch + index}`)
      const Keys = { pk: { S: subjectKey }, sk: { S: receiptKey } }
      return { eventName: 'INSERT', dynamodb: { Keys, SequenceNumber: `${index}` } }
    })
    const [began, spent] = [performance.now(), process.cpuUsage()]
    const { batchItemFailures } = await handler({ Records }, context)
    const { user, system } = process.cpuUsage(spent)
    if (batchItemFailures.length > 0) throw new Error('a receipt was not delivered')
    if (round < 0) continue
    wall.push(performance.now() - began)
    cpu.push((user + system) / 1_000)
  }
  return { wall, cpu }
}

const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 30_000 }
