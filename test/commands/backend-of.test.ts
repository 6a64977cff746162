import { describe, expect, it } from 'vitest'
import type { Backend } from '../../lib/commands/backend.ts'
import { backendOf } from '../../lib/commands/backend-of.ts'
import type { miniProgramCommands } from '../../lib/platforms/mini-program/commands.ts'
import { backendCommand } from '../support/request/backend-command.ts'

const done = { result: { resultStatus: 'S', resultCode: 'SUCCESS' } } as const
const backend: Backend = backendOf<typeof miniProgramCommands>({
  cancelToken: async ({ request }) => ({ ...done, extendInfo: request.accessToken }),
})

describe('handlers for each API of a platform', () => {
  it('are one backend, which calls the one that the command names', async () => {
    const command = backendCommand({ api: 'cancelToken', request: { accessToken: 'T' } })
    expect(await backend(command)).toEqual({ ...done, extendInfo: 'T' })
  })

  it.each(['pay', 'constructor', ''])('refuse %s, which no row names', async (api) => {
    await expect(backend(backendCommand({ api }))).rejects.toThrow(`there is no handler for ${api}`)
  })
})
