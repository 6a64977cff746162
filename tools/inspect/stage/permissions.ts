import type { Statement } from '../../operate/operator-command.ts'

/** What the inspector needs of a stage: it reads, and never scans. What is denied is left out, and said. */
export const inspectPermissions: readonly Statement[] = [
  { actions: ['logs:FilterLogEvents'], on: 'logs' },
  { actions: ['logs:FilterLogEvents'], on: 'access-log' },
  { actions: ['dynamodb:Query'], on: 'receipts' },
  { actions: ['dynamodb:GetItem'], on: 'journal' },
  { actions: ['dynamodb:GetItem'], on: 'refused' },
  { actions: ['secretsmanager:GetSecretValue'], on: 'secrets' },
]
