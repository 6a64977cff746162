import type { Attempt, RoleRecord } from './record.ts'

/** How a role stands: its outcome, who may be at it, or that nobody is. */
export function stateOf({ outcome, leaseUntil }: RoleRecord, now: number): string {
  if (outcome) return outcome
  return leaseUntil > now
    ? `no outcome; somebody may be at it until ${time(leaseUntil)}`
    : 'no outcome; nobody is at it'
}

/** The same for programs; its times are RFC 3339. */
export function thingOf({ since, at, leaseUntil, trail, ...record }: RoleRecord): object {
  return {
    ...record,
    since: time(since),
    at: time(at),
    leaseUntil: leaseUntil === 0 ? undefined : time(leaseUntil),
    trail: trail.map(attemptOf),
  }
}

function attemptOf({ begun, ended, ...attempt }: Attempt): object {
  return { ...attempt, begun: time(begun), ended: ended === undefined ? undefined : time(ended) }
}

/** RFC 3339, in UTC. */
export function time(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
