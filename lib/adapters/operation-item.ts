import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { Entry, Operation, Role } from '../commands/journal.ts'

export type Item = Record<string, AttributeValue>

/** The operation that an item of the journal holds: its two roles stand side by side, `actOwner` and `cancelOwner`. */
export function toOperation(item: Item): Operation {
  const [act, cancel] = [toEntry(item, 'act'), toEntry(item, 'cancel')]
  return { ...(act && { act }), ...(cancel && { cancel }) }
}

function toEntry(item: Item, role: Role): Entry | undefined {
  const [digest, owner, status, body] = ['Digest', 'Owner', 'Status', 'Body'].map(
    (name) => item[`${role}${name}`]?.S,
  )
  if (digest === undefined || owner === undefined) return undefined
  return {
    digest,
    owner,
    attempt: Number(item[`${role}Attempt`]?.N),
    firstBegunAt: Number(item[`${role}Since`]?.N),
    leaseUntil: Number(item[`${role}LeaseUntil`]?.N),
    ...((status === 'S' || status === 'F') && body !== undefined && { outcome: { status, body } }),
  }
}
