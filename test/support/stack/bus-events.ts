import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { HeldReceipt } from './held-receipts.ts'

/** An event as EventBridge delivers it, as far as the tests read it by name. */
export interface BusEvent {
  readonly source: string
  readonly 'detail-type': string
  readonly detail: {
    readonly id: string
    readonly clientId: string
    readonly body?: Readonly<Record<string, unknown>>
  }
}

/** The whole lines of the file: the last one may be under way. */
export function readEvents(file: string): readonly BusEvent[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line))
}

/** The id that consumers deduplicate on: it must never change for a receipt that is held. */
export function eventIdOf({ subjectKey, receiptKey }: HeldReceipt): string {
  return hash('sha256', `${subjectKey}\n${receiptKey}`, 'base64url')
}
