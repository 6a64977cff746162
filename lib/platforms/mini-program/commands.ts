import { cancelToken } from './cancelToken.ts'

/** Every command that this platform sends. */
export const miniProgramCommands = [cancelToken]
