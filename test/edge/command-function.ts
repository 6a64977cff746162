import { commandHandler } from '../../lib/edge/command-handler.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import type { SigningOptions } from '../../tools/alipay/signed-request.ts'
import { type ExecuteOptions, paid, partnerSystem } from '../support/execute-parts.ts'
import { memoryJournal } from '../support/memory-journal.ts'
import { toyCommands } from '../support/toy-commands.ts'
import { functionFakes, postTo } from './notification-function.ts'

/** Lambda's own time for a command function. */
const FUNCTION_MS = 12_000

type CommandFunctionOptions = Pick<ExecuteOptions, 'does' | 'through'> & Parameters<typeof functionFakes>[1]

/** A platform's command function in this process: the real chain over toy rows and fakes that fulfil the contracts. */
export function openCommandFunction(platform: Platform, options: CommandFunctionOptions = {}) {
  const { does = [() => paid], through = (journal) => journal } = options
  const { parts, ...fakes } = functionFakes(platform, options)
  const { clock, timeout } = fakes.time
  const record = memoryJournal()
  const { backend, calls } = partnerSystem(does)
  const post = postTo(
    commandHandler({
      ...parts,
      apis: toyCommands,
      journal: through(record),
      backend,
      retentionMs: 0,
      newOwner: () => `owner-${record.requests()}`,
      timeout,
    }),
  )
  const sign = (api: string, body: object | string, signing: SigningOptions = {}) =>
    fakes.sign(typeof body === 'string' ? body : JSON.stringify(body), {
      target: `/${platform.name}/${api}`,
      ...signing,
    })
  return {
    ...fakes,
    record,
    calls,
    sign,
    /** As API Gateway hands it over that had it so many milliseconds before. */
    post: (request: Parameters<typeof post>[0], { remaining = FUNCTION_MS, waited = 0 } = {}) =>
      post(request, remaining, { timeEpoch: clock() - waited, requestId: 'correlation-1' }),
  }
}
