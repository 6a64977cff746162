import { runEntry } from './play/run-entry.ts'
import { sendMessage } from './play/send-message.ts'

await runEntry(sendMessage)
