import type { Bus, DeadLetter, DeadLetters, Publication } from '../../../lib/notifications/bus.ts'
import type { NotificationEvent } from '../../../lib/notifications/event.ts'

/** Takes every event, unless `fate` says otherwise of one. */
export function memoryBus(fate: (event: NotificationEvent) => Publication = () => 'published') {
  const calls: (readonly NotificationEvent[])[] = []
  const published: NotificationEvent[] = []
  const bus: Bus = {
    async publish(events) {
      calls.push(events)
      const outcomes = events.map(fate)
      published.push(...events.filter((_, index) => outcomes[index] === 'published'))
      return outcomes
    },
  }
  return { ...bus, calls, published }
}

export function memoryDeadLetters() {
  const letters: DeadLetter[] = []
  const queue: DeadLetters = {
    async send(letter) {
      letters.push(letter)
    },
  }
  return { ...queue, letters }
}
