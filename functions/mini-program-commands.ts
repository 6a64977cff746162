import { miniProgramCommands } from '../lib/platforms/mini-program/commands.ts'
import { miniProgram } from '../lib/platforms/mini-program/platform.ts'
import { commandFunction } from './wiring/command-function.ts'

export const handler = commandFunction(miniProgram, miniProgramCommands)
