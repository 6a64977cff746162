import { createServer, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { listen } from '../../tools/loopback/ports.ts'

export interface AwsCall {
  /** As AWS names it: `AWSEvents.PutEvents`. */
  readonly operation: string
  readonly input: Record<string, unknown>
}

/** Answers one call; what it leaves unanswered hangs until the stand-in closes. */
export type Answer = (call: AwsCall, response: ServerResponse) => void

/** An AWS service of the JSON protocols over real HTTP, which answers as the test wants. */
export async function startAwsStandIn(answer: Answer) {
  const calls: AwsCall[] = []
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'])
    const call = { operation, input: (await json(request)) as AwsCall['input'] }
    calls.push(call)
    answer(call, response)
  })
  const port = await listen(server, 0)
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export function reply(response: ServerResponse, status: number, output: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(output))
}

/** An error as AWS tells it. */
export function refuse(response: ServerResponse, status: number, type: string): void {
  reply(response, status, { __type: type, message: 'as the test wants' })
}
