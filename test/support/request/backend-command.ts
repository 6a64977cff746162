import { createSecretKey } from 'node:crypto'
import type { Command } from '../../../lib/commands/backend.ts'

export const bearer = { kind: 'bearer', token: 'token-of-the-partners-backend' } as const

/** That of the test vector which the Standard Webhooks libraries share. */
export const signatureKey = createSecretKey(Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64'))

export function backendCommand(changes: Partial<Command> = {}): Command {
  return {
    platform: 'wallet',
    clientId: 'CLIENT_1',
    api: 'pay',
    request: { paymentRequestId: 'p-1', paymentAmount: { currency: 'EUR', value: '1050' }, note: 'für Ä' },
    idempotencyKey: 'k'.repeat(43),
    attempt: 2,
    deadline: Date.parse('2026-11-21T08:00:00Z'),
    signal: new AbortController().signal,
    correlationId: 'correlation-1',
    credential: bearer,
    ...changes,
  }
}
