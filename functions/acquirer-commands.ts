import { acquirerCommands } from '../lib/platforms/acquirer/commands.ts'
import { acquirer } from '../lib/platforms/acquirer/platform.ts'
import { commandFunction } from './wiring/command-function.ts'

export const handler = commandFunction(acquirer, acquirerCommands)
