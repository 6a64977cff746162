import type { CommandApi } from '../commands/command-api.ts'
import type { PlatformName } from '../protocol/platform.ts'
import { acquirerCommands } from './acquirer/commands.ts'
import { miniProgramCommands } from './mini-program/commands.ts'
import { walletCommands } from './wallet/commands.ts'

const rows: Readonly<Record<PlatformName, readonly CommandApi[]>> = {
  acquirer: acquirerCommands,
  antom: [],
  'mini-program': miniProgramCommands,
  wallet: walletCommands,
  worldfirst: [],
}

/** The platforms that send commands at all. */
export const commandingPlatforms = (Object.keys(rows) as PlatformName[]).filter(
  (platform) => rows[platform].length > 0,
)

/** Every command that a platform sends; antom and worldfirst send notifications only. */
export function commandsOf(platform: PlatformName): readonly CommandApi[] {
  return rows[platform]
}
