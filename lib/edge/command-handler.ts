import type { CommandDisposition } from '../commands/command-result.ts'
import { type Execution, execute } from '../commands/execute.ts'
import type { ExecuteParts } from '../commands/execute-parts.ts'
import { type AdmitParts, admit } from './admit.ts'
import { anticipate } from './anticipate.ts'
import { httpHandler } from './chain.ts'
import { type Exchange, identityOf } from './exchange.ts'
import type { Line } from './line.ts'
import type { Level, Observation, Observer } from './observer.ts'
import { createSigner, type Reply, type Signer } from './reply.ts'
import { timed } from './timed.ts'

export interface CommandHandlerParts extends AdmitParts, Omit<ExecuteParts, 'reportLate'> {
  readonly observer: Observer
}

/** The Lambda handler of one platform's command URLs: prove genuine, execute once, answer the outcome (design §2, §4). */
export function commandHandler(parts: CommandHandlerParts) {
  const sign = createSigner(parts.platform, parts.clock)
  return httpHandler({
    ...parts,
    contract: 'command',
    sign,
    handle: (exchange) => answer(exchange, parts, sign),
  })
}

async function answer(exchange: Exchange, parts: CommandHandlerParts, sign: Signer): Promise<Reply> {
  const admitted = await admit(exchange, parts)
  if (!admitted.ok) return admitted.refusal
  const { verified, signingContext, evidence } = admitted.value
  const replyOf = (body: string): Reply => ({ status: 200, body, signingContext })
  const arrival = { ...exchange, anticipate: (body: string) => anticipate(exchange, replyOf(body), sign) }
  const { backend, backendMs } = timed(parts)
  const reportLate = lateReporter(exchange, parts, backendMs)
  const execution = await execute(verified, arrival, { ...parts, backend, reportLate })
  exchange.observation = observationOf(execution, { ...evidence, backendMs: backendMs() }, parts)
  const anticipated = exchange.anticipated?.reply
  return anticipated?.body === execution.body ? anticipated : replyOf(execution.body)
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

function observationOf(execution: Execution, evidence: Line, { apis }: CommandHandlerParts): Observation {
  const { disposition, api, remarks, operation, cause } = execution
  return {
    disposition,
    level: levels[disposition],
    remarks,
    api,
    senderTimeoutMs: apis.find(({ name }) => name === api)?.senderTimeoutMs,
    evidence: { ...evidence, operation, cause },
  }
}

/** What comes after the answer is for the log alone: the sender asks again, and is told then. */
function lateReporter(
  exchange: Exchange,
  { observer, clock }: CommandHandlerParts,
  backendMs: () => number | undefined,
): ExecuteParts['reportLate'] {
  return (late) =>
    observer.log('warn', 'command ended after its answer', {
      ...identityOf(exchange, clock()),
      backendMs: backendMs(),
      ...late,
    })
}
