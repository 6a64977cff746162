import type { Wake } from '../../../lib/inquiries/announcement.ts'
import type { WakeUps } from '../../../lib/inquiries/ports.ts'

interface Sent {
  readonly wake: Wake
  readonly delayMs: number
}

interface MemoryWakeUps extends WakeUps {
  readonly sent: readonly Sent[]
  /** Takes out all that was sent, as the queue would bring it: as JSON and back. */
  take(): readonly Sent[]
}

/** Wake-ups in memory, in the order in which they were sent; the test brings them. */
export function memoryWakeUps(): MemoryWakeUps {
  const sent: Sent[] = []
  return {
    sent,
    take: () => sent.splice(0),
    async send(wake, delayMs) {
      sent.push({ wake: JSON.parse(JSON.stringify(wake)), delayMs })
    },
  }
}
