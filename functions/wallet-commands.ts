import { walletCommands } from '../lib/platforms/wallet/commands.ts'
import { wallet } from '../lib/platforms/wallet/platform.ts'
import { commandFunction } from './wiring/command-function.ts'

export const handler = commandFunction(wallet, walletCommands)
