import type { CommandDesk } from '../commands/command-desk.ts'
import type { CommandDisposition } from '../commands/ending.ts'
import { type Execution, execute } from '../commands/execute.ts'
import { admit, type Door } from './admit.ts'
import { anticipate } from './anticipate.ts'
import { httpHandler } from './chain.ts'
import { type Exchange, identityOf } from './exchange.ts'
import type { Line } from './line.ts'
import type { Level, Observation, Observer } from './observer.ts'
import { createSigner, type Reply, type Signer } from './reply.ts'
import { timed } from './timed.ts'

export interface CommandDoor extends Door, Omit<CommandDesk, 'reportLate'> {
  readonly observer: Observer
}

/** The Lambda handler of one platform's command URLs: prove genuine, execute once, answer the outcome (design §2, §4). */
export function commandEndpoint(door: CommandDoor) {
  const sign = createSigner(door.platform, door.clock)
  return httpHandler({
    ...door,
    contract: 'command',
    sign,
    handle: (exchange) => answer(exchange, door, sign),
  })
}

async function answer(exchange: Exchange, door: CommandDoor, sign: Signer): Promise<Reply> {
  const admitted = await admit(exchange, door)
  if (!admitted.ok) return admitted.refusal
  const { verified, seal, evidence } = admitted.value
  const replyOf = (body: string): Reply => ({ status: 200, body, seal })
  const arrival = { ...exchange, anticipate: (body: string) => anticipate(exchange, replyOf(body), sign) }
  const { handler, backendMs } = timed(door)
  const reportLate = lateReporter(exchange, door, backendMs)
  const execution = await execute(verified, arrival, { ...door, handler, reportLate })
  exchange.observation = observationOf(execution, { ...evidence, backendMs: backendMs() }, door)
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
  'handler-failed': 'error',
  'outcome-malformed': 'error',
}

function observationOf(execution: Execution, evidence: Line, { apis }: CommandDoor): Observation {
  const { disposition, api, remarks, operation, cause } = execution
  return {
    disposition,
    level: levels[disposition],
    remarks,
    api,
    senderTimeout: apis.find(({ name }) => name === api)?.senderTimeout,
    evidence: { ...evidence, operation, cause },
  }
}

/** What comes after the answer is for the log alone: the sender asks again, and is told then. */
function lateReporter(
  exchange: Exchange,
  { observer, clock }: CommandDoor,
  backendMs: () => number | undefined,
): CommandDesk['reportLate'] {
  return (late) =>
    observer.log('warn', 'command ended after its answer', {
      ...identityOf(exchange, clock()),
      backendMs: backendMs(),
      ...late,
    })
}
