import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { pathToFileURL } from 'node:url'
import { signRequest } from '../local/alipay.ts'
import { freshNotification } from '../local/sample.ts'
import type { Sender } from '../local/senders.ts'

/** What this process, forked for its own environment and its own stdout, is told. */
export interface Task {
  /** By name the file of a bundle. */
  readonly bundles: Readonly<Record<string, string>>
  readonly sender: Sender
  readonly rounds: number
  readonly warmUpRounds: number
}

export interface Figures {
  readonly name: string
  /** Milliseconds. */
  readonly fresh: readonly number[]
  readonly repeated: readonly number[]
  /** To DynamoDB, for one notification. */
  readonly requests: { readonly fresh: number; readonly repeated: number }
}

type Handler = (event: object, context: object) => Promise<{ statusCode: number }>

let requests = 0
subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: ClientRequest }
  if (String(request.getHeader('x-amz-target')).startsWith('DynamoDB')) requests++
})

process.once('message', async (task: Task) => {
  process.send?.(await measure(task))
  process.disconnect()
})

/** A round sends a new notification to each handler, and then the same again; they take turns in who is first. */
async function measure({ bundles, sender, rounds, warmUpRounds }: Task): Promise<readonly Figures[]> {
  const measured = await Promise.all(
    Object.entries(bundles).map(async ([name, file]) => ({
      name,
      handler: (await import(pathToFileURL(file).href)).handler as Handler,
      fresh: [] as number[],
      repeated: [] as number[],
      requests: { fresh: 0, repeated: 0 },
    })),
  )
  for (let round = -warmUpRounds; round < rounds; round++) {
    const body = freshNotification('antom', String(round))
    for (const figures of round % 2 === 0 ? measured : measured.toReversed()) {
      for (const kind of ['fresh', 'repeated'] as const) {
        const event = eventOf(sender, body)
        requests = 0
        const began = performance.now()
        const { statusCode } = await figures.handler(event, context)
        const took = performance.now() - began
        if (statusCode !== 200) throw new Error(`${figures.name} answers ${statusCode}`)
        figures.requests[kind] = requests
        if (round >= 0) figures[kind].push(took)
      }
    }
  }
  return measured.map(({ handler, ...figures }) => figures)
}

const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 4_000 }

function eventOf(sender: Sender, text: string): object {
  const { target, headers, body } = signRequest(sender, text)
  return {
    version: '2.0',
    rawPath: target,
    rawQueryString: '',
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: body.toString(),
    isBase64Encoded: false,
  }
}
