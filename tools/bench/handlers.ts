import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { pathToFileURL } from 'node:url'
import type { Sender } from '../alipay/sender.ts'
import { signRequest } from '../alipay/signed-request.ts'
import { type Contest, freshBody } from './contests.ts'
import { type Answer, context, eventOf, type Handler } from './lambda.ts'

/** What this process, forked for its own environment and its own stdout, is told. */
export interface Task {
  readonly contest: Contest
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
  /** To DynamoDB, for one message. */
  readonly requests: { readonly fresh: number; readonly repeated: number }
}

const sent = { dynamoDB: 0, backend: 0 }
subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: ClientRequest }
  const target = request.getHeader('x-amz-target')
  if (target === undefined) sent.backend++
  else if (String(target).startsWith('DynamoDB')) sent.dynamoDB++
})

process.once('message', async (task: Task) => {
  process.send?.(await measure(task))
  process.disconnect()
})

/** A round sends a new message to each handler, and then the same again; they take turns in who is first. */
async function measure({
  contest,
  bundles,
  sender,
  rounds,
  warmUpRounds,
}: Task): Promise<readonly Figures[]> {
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
    const body = freshBody(contest, String(round))
    for (const figures of round % 2 === 0 ? measured : measured.toReversed()) {
      for (const kind of ['fresh', 'repeated'] as const) {
        const event = eventOf(signRequest(sender, body, { target: contest.target }))
        Object.assign(sent, { dynamoDB: 0, backend: 0 })
        const began = performance.now()
        const answer = await figures.handler(event, context)
        const took = performance.now() - began
        check(figures.name, answer, kind === 'fresh' ? contest.backendCalls : 0)
        figures.requests[kind] = sent.dynamoDB
        if (round >= 0) figures[kind].push(took)
      }
    }
  }
  return measured.map(({ handler, ...figures }) => figures)
}

/** Both must do the same: answer S, and call the backend for a new message alone. */
function check(name: string, { statusCode, body = '{}' }: Answer, backendCalls: number): void {
  const status = JSON.parse(body).result?.resultStatus
  if (statusCode !== 200 || status !== 'S') throw new Error(`${name} answers ${statusCode} ${status}`)
  if (sent.backend !== backendCalls) throw new Error(`${name} calls the backend ${sent.backend} times`)
}
