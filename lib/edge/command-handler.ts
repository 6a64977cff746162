import type { CommandDisposition } from '../commands/command-result.ts'
import { type Execution, execute } from '../commands/execute.ts'
import type { ExecuteParts, LateResult } from '../commands/execute-parts.ts'
import { type HttpHandlerParts, httpHandler } from './chain.ts'
import { identityOf } from './exchange.ts'
import type { Level, Observation } from './observer.ts'
import { type Reply, signedAhead } from './reply.ts'
import { timed } from './timed.ts'

export interface CommandHandlerParts extends HttpHandlerParts, Omit<ExecuteParts, 'reportLate'> {}

/** The Lambda handler of one platform's command URLs: prove genuine, execute once, answer the outcome. */
export function commandHandler(parts: CommandHandlerParts) {
  const { apis, clock, observer } = parts
  return httpHandler({
    ...parts,
    contract: 'command',
    async answer(verified, sign, exchange) {
      const replyOf = (body: string): Reply => ({ status: 200, body, signingContext: verified })
      let likely: Reply | undefined
      const anticipate = (body: string) => {
        likely = signedAhead(replyOf(body), sign)
      }
      const { backend, backendMs } = timed(parts)
      // What comes after the answer is for the log alone: the sender asks again, and gets it then.
      const reportLate = (late: LateResult) =>
        observer.log('warn', 'command ended after its answer', {
          ...identityOf(exchange, clock()),
          backendMs: backendMs(),
          ...late,
        })
      const execution = await execute(
        verified,
        { ...exchange, anticipate },
        { ...parts, backend, reportLate },
      )
      const reply = likely?.body === execution.body ? likely : replyOf(execution.body)
      return { reply, observation: observationOf(execution, backendMs(), apis) }
    },
  })
}

const levels: Readonly<Record<CommandDisposition, Level>> = {
  succeeded: 'info',
  failed: 'info',
  undecided: 'info',
  repeated: 'info',
  'in-progress': 'info',
  closed: 'info',
  overtaken: 'warn',
  inconsistent: 'warn',
  'param-illegal': 'warn',
  'unknown-api': 'warn',
  'wrong-url': 'warn',
  'too-old': 'warn',
  'timed-out': 'error',
  'store-failed': 'error',
  'backend-failed': 'error',
  'outcome-malformed': 'error',
}

function observationOf(
  { disposition, api, remarks, operation, cause }: Execution,
  backendMs: number | undefined,
  apis: CommandHandlerParts['apis'],
): Observation {
  return {
    disposition,
    level: levels[disposition],
    remarks,
    api,
    senderTimeoutMs: apis.find(({ name }) => name === api)?.senderTimeoutMs,
    evidence: { backendMs, operation, cause },
  }
}
