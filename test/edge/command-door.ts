import { commandEndpoint } from '../../lib/edge/command-endpoint.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import type { SigningOptions } from '../../tools/local/alipay.ts'
import { type DeskOptions, paid, partnerSystem } from '../support/command-desk.ts'
import { memoryJournal } from '../support/memory-journal.ts'
import { toyCommands } from '../support/toy-commands.ts'
import { doorFakes, postTo } from './door.ts'

/** Lambda's own time for a command function. */
const FUNCTION_MS = 12_000

type CommandDoorOptions = Pick<DeskOptions, 'does' | 'through'> & Parameters<typeof doorFakes>[1]

/** A platform's command function in this process: the real chain over toy rows and fakes that fulfil the contracts. */
export function openCommandDoor(platform: Platform, options: CommandDoorOptions = {}) {
  const { does = [() => paid], through = (journal) => journal } = options
  const { parts, ...fakes } = doorFakes(platform, options)
  const { clock, timeout } = fakes.time
  const record = memoryJournal()
  const { handler, calls } = partnerSystem(does)
  const post = postTo(
    commandEndpoint({
      ...parts,
      apis: toyCommands,
      journal: through(record),
      handler,
      retention: 0,
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
