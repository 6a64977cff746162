import type { Role } from '../../../lib/commands/journal.ts'
import { callsOf, type Which } from './fault-proxy.ts'

const isUpdate = callsOf('UpdateItem')

/** The updates of DynamoDB that begin an attempt of this role. */
export const claimsOf = (role: Role): Which => updatesThat(`${role}Digest = :digest`)

/** Those that record its outcome. */
export const settlementsOf = (role: Role): Which => updatesThat(`${role}Status = :status`)

/** Those that give its lease back. */
export const releasesOf = (role: Role): Which => updatesThat(`SET ${role}LeaseUntil = :zero`)

function updatesThat(expression: string): Which {
  return (call) => isUpdate(call) && JSON.stringify(call.input).includes(expression)
}
