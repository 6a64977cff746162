import type { RoleRecord } from './record.ts'

/** How a role stands: its outcome, who may be at it, or that nobody is. */
export function stateOf({ outcome, leaseUntil }: RoleRecord, now: number): string {
  if (outcome) return outcome
  return leaseUntil > now
    ? `no outcome; somebody may be at it until ${time(leaseUntil)}`
    : 'no outcome; nobody is at it'
}

/** RFC 3339, in UTC. */
export function time(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
