import { quote } from '../../../lib/protocol/quote.ts'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { openRefused } from './connections.ts'
import { clientIdOf, keptRefusals, type RefusedTable } from './kept-refusals.ts'
import { bySelection, type Selection } from './selection.ts'

export const listCommand = operatorCommand({
  name: 'list',
  summary: 'lists what was refused and kept: when, whose, why, under which id; never what it says',
  which: bySelection,
  permissions: [{ actions: ['dynamodb:Scan'], on: 'refused' }],
  open: openRefused,
  run: list,
})

async function list(table: RefusedTable, output: Output, selection: Selection): Promise<number> {
  const rows: Row[] = []
  for await (const kept of keptRefusals(table, selection)) rows.push(rowOf(kept))
  for (const row of rows.toSorted((a, b) => a.at.localeCompare(b.at))) output.show(row, lineOf(row))
  const accepted = rows.filter((row) => row.accepted).length
  output.conclude(`${rows.length} refused requests are kept, ${accepted} of them accepted meanwhile`)
  return 0
}

type Row = ReturnType<typeof rowOf>

/** The body stays behind: it may be large, and is nobody's to read in passing. */
function rowOf(kept: RefusedRequest) {
  const { id, platform, contract, reason, path, body, receivedAt, expires, accepted } = kept
  return {
    id,
    at: new Date(receivedAt).toISOString(),
    platform,
    contract,
    clientId: quote(clientIdOf(kept)),
    reason,
    path: quote(path),
    bytes: body.length,
    keptUntil: new Date(expires * 1000).toISOString(),
    ...(accepted && { accepted }),
  }
}

function lineOf({ id, at, platform, contract, clientId, reason, bytes, accepted }: Row): string {
  const since = accepted ? `  (${accepted.as} ${accepted.at} by ${accepted.by})` : ''
  return `${at}  ${platform}  ${contract}  ${clientId}  ${reason}  ${bytes} bytes  ${id}${since}`
}
