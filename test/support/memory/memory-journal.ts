import type { Entry, Journal, Operation, Role, Ruling } from '../../../lib/commands/journal.ts'

export interface MemoryJournal extends Journal {
  /** The operation as it is recorded. */
  read(key: string): Operation
  /** How many requests were made, whatever their outcome. */
  requests(): number
}

/** A journal in memory that fulfils the same contract as the table (test/contracts/journal.ts). */
export function memoryJournal(): MemoryJournal {
  const held = new Map<string, Operation>()
  let requests = 0
  const read = (key: string): Operation => held.get(key) ?? {}

  function rule(key: string, role: Role, next: (entry: Entry | undefined) => Entry | undefined): Ruling {
    requests++
    const before = read(key)
    const entry = next(before[role])
    if (!entry) return { granted: false, operation: before }
    const operation = { ...before, [role]: entry }
    held.set(key, operation)
    return { granted: true, operation }
  }

  return {
    read,
    requests: () => requests,
    async look({ key }) {
      requests++
      return read(key)
    },
    async claim({ key, role, owner, digest, now, leaseUntil }) {
      const { cancel } = read(key)
      const isBarred = role === 'act' && cancel !== undefined && cancel.outcome?.status !== 'F'
      return rule(key, role, (entry) =>
        isBarred ||
        entry?.outcome ||
        (entry && (entry.digest !== digest || entry.leaseUntil > now || entry.owner === owner))
          ? undefined
          : {
              digest,
              owner,
              leaseUntil,
              attempt: (entry?.attempt ?? 0) + 1,
              firstBegunAt: entry?.firstBegunAt ?? now,
            },
      )
    },
    async settle({ key, role, owner, outcome }) {
      return rule(key, role, (entry) =>
        entry?.owner === owner && !entry.outcome ? { ...entry, outcome } : undefined,
      )
    },
    async release({ key, role, owner }) {
      rule(key, role, (entry) =>
        entry?.owner === owner && !entry.outcome ? { ...entry, leaseUntil: 0 } : undefined,
      )
    },
  }
}
