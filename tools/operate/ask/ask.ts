import { textAt } from '../../../lib/content/fields.ts'
import { readJsonObject } from '../../../lib/content/json.ts'
import { clientKey } from '../../../lib/content/naming.ts'
import { announcementOf } from '../../../lib/inquiries/announce.ts'
import type { Announcement } from '../../../lib/inquiries/announcement.ts'
import type { InquiryApi } from '../../../lib/inquiries/inquiry-api.ts'
import { isSettled, subjectOf } from '../../../lib/inquiries/standing.ts'
import { unresolved } from '../../../lib/inquiries/unresolved.ts'
import { contentOf, type Receipt, type ReceiptKey } from '../../../lib/notifications/receipt.ts'
import type { LogEntry } from '../../../lib/notifications/subject-log.ts'
import { inquiriesOf } from '../../../lib/platforms/inquiries.ts'
import { inquiryFor } from '../../../lib/platforms/reports.ts'
import { logGroupOf } from '../../declared/names-of-stage.ts'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { receiptsBetween } from '../receipts/find-receipts.ts'
import type { Range } from '../which.ts'
import { type Connections, localClientOf, openConnections } from './connections.ts'
import { type Asked, byObjectOrTime } from './which-ask.ts'

export const askCommand = operatorCommand({
  name: '',
  summary: 'have Alipay asked how a payment or another object ended: one, or all that are open',
  which: byObjectOrTime,
  permissions: [
    { actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'], on: 'receipts' },
    { actions: ['sqs:GetQueueUrl', 'sqs:SendMessage'], on: 'watches' },
  ],
  open: openConnections,
  async run(connections, output, which) {
    if ('since' in which) await askOpen(connections, output, which)
    else await askOne(connections, output, which)
    output.conclude(whereToLook(connections))
    return 0
  },
})

/** Announces one object, whatever is known of it. */
async function askOne(connections: Connections, output: Output, asked: Asked): Promise<void> {
  const { platform, row, id, fields, until, schedule } = asked
  const clientId = asked.clientId ?? localClientOf(platform, connections.stage)
  const subjectKey = clientKey(platform, clientId, subjectOf(row, id))
  const last = (await connections.log.latest(subjectKey)).at(-1)
  const announcement: Announcement = {
    platform,
    clientId,
    kind: row.kind,
    id,
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(until !== undefined && { until: Date.parse(until) }),
    ...(schedule !== undefined && { schedule }),
  }
  await announce(announcement, { subjectKey, last, row }, connections, output)
}

/** Announces each subject of a range of time that has no final state, or a contradiction that nobody has settled. */
async function askOpen(connections: Connections, output: Output, range: Range): Promise<void> {
  const { dynamoDB, table, log } = connections
  const seen = new Set<string>()
  let open = 0
  for await (const key of receiptsBetween(dynamoDB, table, range, output.progress)) {
    if (seen.has(key.subjectKey)) continue
    const found = await askable(key, connections)
    if (!found) continue
    seen.add(key.subjectKey)
    const last = (await log.latest(key.subjectKey)).at(-1)
    if (isSettled(last, found.row)) continue
    open++
    await announce(
      found.announcement,
      { subjectKey: key.subjectKey, last, row: found.row },
      connections,
      output,
    )
  }
  output.conclude(`${seen.size} objects that Alipay can be asked about, ${open} of them open and announced`)
}

/** What is announced for the object of a receipt; undefined where there is no question about it. */
async function askable(key: ReceiptKey, { receipts }: Connections): Promise<Askable | undefined> {
  const receipt = await receipts.read(key)
  if (receipt?.api === unresolved.name) return unresolvedBefore(receipt)
  const row = receipt && inquiryFor(receipt.platform, receipt.api)
  const found = row && announcementOf(receipt, row)
  if (!found) return undefined
  const { byItself, ...announcement } = found
  return { row, announcement }
}

/** What was asked about in vain; nothing else may be known of it. Undefined where its row asks for more than it says. */
function unresolvedBefore(receipt: Receipt): Askable | undefined {
  const { platform, clientId } = receipt
  const said = readJsonObject(contentOf(receipt))
  if (!said.ok) return undefined
  const [kind, id] = [textAt(said.value, 'kind'), textAt(said.value, 'id')]
  const row = inquiriesOf(platform).find((one) => one.kind === kind && one.alsoAsks.length === 0)
  return row && id !== undefined
    ? { row, announcement: { platform, clientId, kind: row.kind, id } }
    : undefined
}

interface Askable {
  readonly row: InquiryApi
  readonly announcement: Announcement
}

interface Standing {
  readonly subjectKey: string
  readonly last: LogEntry | undefined
  readonly row: InquiryApi
}

async function announce(
  announced: Announcement,
  { subjectKey, last, row }: Standing,
  { wakeUps }: Connections,
  output: Output,
): Promise<void> {
  const contradiction = last?.unsettled
  await wakeUps.send({ ...announced, ...(contradiction !== undefined && { contradiction }) }, 0)
  const { sequence = 0, after: state = null } = last ?? {}
  const settled = isSettled(last, row)
  output.show(
    { outcome: 'announced', subjectKey, sequence, state, settled, contradiction },
    `announced  ${subjectKey}  ${standing({ subjectKey, last, row })}`,
  )
}

/** What is known now. */
function standing({ last, row }: Standing): string {
  if (!last) return '(nothing came of it yet)'
  const { sequence, after, unsettled } = last
  const state = after ?? 'no state'
  if (isSettled(last, row)) return `(#${sequence}: ${state}, final: nothing will be asked)`
  return unsettled === undefined
    ? `(#${sequence}: ${state}, not final)`
    : `(${state} stands, but #${unsettled} contradicts it)`
}

function whereToLook({ stage }: Connections): string {
  return stage === 'local'
    ? 'the answer is an event, in events.ndjson; what is done for it is in log.ndjson, lines `watch …`'
    : `the answer is an event on the bus; what is done for it is in the log ${logGroupOf(stage, 'ask-alipay')}, lines \`watch …\``
}
