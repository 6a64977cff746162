import {
  type EnvironmentOptions,
  type InvocationResult,
  type LambdaEnvironment,
  startEnvironment,
} from './environment.ts'

/** `throttled`: all environments are busy and too many invocations wait already. */
export type Invocation = InvocationResult | { readonly outcome: 'throttled' }

export interface Environments {
  /** Never rejects. */
  invoke(event: unknown, requestId: string): Promise<Invocation>
  /** Ends every environment in the middle of what it does; what comes next has a new one. */
  kill(): Promise<void>
  /** Ends what runs and what waits. */
  close(): Promise<void>
}

export interface PoolOptions extends EnvironmentOptions {
  readonly limit?: number
  readonly queueLimit?: number
}

/** The environments of one function: started on demand, up to a limit, the one used last taken first, as Lambda does. */
export function createEnvironments({ limit = 4, queueLimit = 1_000, ...options }: PoolOptions): Environments {
  const alive = new Set<LambdaEnvironment>()
  const idle: LambdaEnvironment[] = []
  const waiting: ((environment: LambdaEnvironment) => void)[] = []
  let closed = false

  function start(): LambdaEnvironment {
    const environment = startEnvironment(options)
    alive.add(environment)
    return environment
  }

  function take(): LambdaEnvironment | Promise<LambdaEnvironment> {
    for (let environment = idle.pop(); environment; environment = idle.pop()) {
      if (environment.isUsable) return environment
      alive.delete(environment)
    }
    return alive.size < limit ? start() : new Promise((resolve) => waiting.push(resolve))
  }

  function giveBack(environment: LambdaEnvironment): void {
    if (!environment.isUsable) alive.delete(environment)
    const next = waiting.shift()
    if (next) next(environment.isUsable || closed ? environment : start())
    else if (environment.isUsable) idle.push(environment)
  }

  async function kill(): Promise<void> {
    await Promise.all([...alive].map((environment) => environment.terminate()))
  }

  return {
    async invoke(event, requestId) {
      if (closed || waiting.length >= queueLimit) return { outcome: 'throttled' }
      const environment = await take()
      const result = await environment.invoke(event, requestId)
      giveBack(environment)
      return result
    },
    kill,
    async close() {
      closed = true
      await kill()
    },
  }
}
