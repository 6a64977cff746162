import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { DeclaredFunction } from '../declared/functions.ts'
import { createEnvironments, type Invocation } from './environments.ts'
import type { FunctionLog } from './function-log.ts'
import { type Endpoints, functionVariables } from './variables.ts'
import type { FunctionRun } from './watcher.ts'

export interface PoolsOptions {
  readonly functions: readonly DeclaredFunction[]
  /** The folder of the bundles. */
  readonly bundles: string
  readonly endpoints: Endpoints
  readonly log: FunctionLog
  /** Takes what each invocation did. */
  onRun?(run: FunctionRun): void
}

export interface FunctionPools {
  /** Never rejects; what comes to no result is logged. The id of the call that it is for, where it is for one. */
  invoke(functionName: string, event: unknown, callId?: string): Promise<Invocation>
  close(): Promise<void>
}

/** A pool of environments for each function, all printing into one log. */
export function createPools({ functions, bundles, endpoints, log, onRun }: PoolsOptions): FunctionPools {
  const pools = new Map(
    functions.map((declared) => [
      declared.name,
      createEnvironments({
        bundle: join(bundles, declared.name, 'index.js'),
        variables: functionVariables(declared, endpoints),
        timeoutMs: declared.timeoutMs,
        traced: onRun !== undefined,
        print: (line) => log.print(declared.name, line),
      }),
    ]),
  )
  return {
    async invoke(functionName, event, callId) {
      const requestId = callId ?? randomUUID()
      const invocation = (await pools.get(functionName)?.invoke(event, requestId)) ?? unknownFunction
      if ('trace' in invocation && invocation.trace)
        onRun?.({ functionName, requestId, event, ...invocation.trace })
      if (invocation.outcome === 'failed') log.fail(functionName, invocation.error, callId !== undefined)
      return invocation
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}

const unknownFunction = { outcome: 'failed', error: 'there is no such function' } as const
