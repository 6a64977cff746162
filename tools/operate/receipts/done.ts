import type { ReceiptKey } from '../../../lib/notifications/receipt.ts'

/** What was done with a receipt: the object of --json, and the line for people. */
export function done(
  outcome: string,
  { subjectKey, receiptKey }: ReceiptKey,
  reason?: string,
): [thing: object, line: string] {
  const why = reason ? `  (${reason})` : ''
  return [{ outcome, subjectKey, receiptKey, reason }, `${outcome}  ${subjectKey}  ${receiptKey}${why}`]
}
