import { runEntry } from './play/run-entry.ts'
import { startStack } from './play/start-stack.ts'

await runEntry(startStack)
