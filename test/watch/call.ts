import type { AnsweredCall, LogEntry } from '../../tools/local/watcher.ts'

/** When the calls of these tests came, in whatever zone they run. */
export const CAME_AT = new Date(2026, 10, 21, 18, 3, 12).getTime()

export function callOf(changes: Partial<AnsweredCall> = {}): AnsweredCall {
  return {
    requestId: 'r1',
    at: CAME_AT,
    answeredAt: CAME_AT + 12,
    method: 'POST',
    target: '/antom/notify/notifyPayment?secret=1',
    headers: [],
    body: Buffer.from('{}'),
    status: 200,
    ...changes,
  }
}

export function entryOf(end: string, changes: LogEntry = {}): LogEntry {
  const contract = changes.contract ?? 'notification'
  return { correlationId: 'r1', platform: 'antom', contract, message: `${contract} ${end}`, ...changes }
}
