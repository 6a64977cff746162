import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type Checked, passed } from '../../../lib/protocol/checked.ts'
import { readSettings } from '../../../lib/settings/settings.ts'
import { unhurried } from '../deployment.ts'

/** What a command on the journal works with. */
export interface Connections {
  readonly client: DynamoDBClient
  readonly table: string
}

/** Opens it in the deployment that was entered; refused with one line where the setting is missing or wrong. */
export function openConnections(): Checked<Connections, string> {
  const settings = readSettings(['JOURNAL_TABLE'])
  if (!settings.ok) return settings
  return passed({ client: new DynamoDBClient(unhurried()), table: settings.value.JOURNAL_TABLE })
}
