import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { guardedServer } from '../../loopback/guarded-server.ts'
import { HOST, listen } from '../../loopback/ports.ts'
import { awsError, type Operation, type Operations } from './operation.ts'

export interface StandIns {
  readonly url: string
  close(): Promise<void>
}

/** Answers the calls of AWS's JSON protocols that are in the table, and refuses others as AWS does. */
export async function openStandIns(operations: Operations): Promise<StandIns> {
  const byTarget = new Map(operations)
  const server = guardedServer(async (request, response) => {
    const { status, body } = await answer(byTarget, request)
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
  })
  const port = await listen(server, 0)
  return {
    url: `http://${HOST}:${port}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function answer(operations: ReadonlyMap<string, Operation>, request: IncomingMessage) {
  try {
    const target = String(request.headers['x-amz-target'])
    const input = JSON.parse(await text(request))
    const operation = operations.get(target)
    if (!operation) throw awsError('UnknownOperationException', `The local stack does not know ${target}.`)
    return { status: 200, body: operation(input, request.headers.host ?? '') }
  } catch (cause) {
    const error: Error & { status?: number } = cause instanceof Error ? cause : new Error(String(cause))
    const { name, message, status = 500 } = error
    return { status, body: { __type: name, message } }
  }
}
