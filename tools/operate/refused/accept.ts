import { randomUUID } from 'node:crypto'
import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { type Reception, receive } from '../../../lib/notifications/receive.ts'
import { notificationsOf } from '../../../lib/platforms/notifications.ts'
import { platforms } from '../../../lib/platforms/platforms.ts'
import { type Checked, passed, refused } from '../../../lib/protocol/checked.ts'
import { quote } from '../../../lib/protocol/quote.ts'
import type { VerifiedRequest } from '../../../lib/protocol/request.ts'
import { verifyRequest } from '../../../lib/protocol/verify-request.ts'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { type Judging, openReceiving, type Receiving } from './connections.ts'
import { receivedAgain } from './exhibit.ts'
import { inboxOf, rehearsal } from './inboxes.ts'
import { clientIdOf, keptRefusals, type RefusedTable } from './kept-refusals.ts'
import { type Acceptance, byAcceptance } from './selection.ts'

export const acceptCommand = operatorCommand({
  name: 'accept',
  summary:
    'has notifications that were refused, and verify with the keys of now, received as if they came now',
  which: byAcceptance,
  permissions: [
    { actions: ['dynamodb:Scan', 'dynamodb:UpdateItem'], on: 'refused' },
    { actions: ['secretsmanager:GetSecretValue'], on: 'secrets' },
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], on: 'receipts' },
  ],
  open: openReceiving,
  run: accept,
})

type Connections = RefusedTable & Judging & Receiving

interface Genuine {
  readonly kept: RefusedRequest
  readonly verified: VerifiedRequest
}

/**
 * Has each notification that verifies now received by the code that receives all others: its age is judged, it is held
 * once, and the table's stream delivers it. In the order in which they came, so that a subject's log has them so. What
 * was accepted before is passed over; every command is left, and so is what does not verify: where all is left, the number of
 * those is the number of failures.
 */
async function accept(opened: Connections, output: Output, asked: Acceptance): Promise<number> {
  const { operator, dryRun } = asked
  const inbox = dryRun ? rehearsal(opened.receipts) : inboxOf(operator, opened.inbox)
  const connections = { ...opened, inbox }
  const now = Date.now()
  const genuine: Genuine[] = []
  const ends = new Map<string, number>()
  const count = (end: string) => ends.set(end, (ends.get(end) ?? 0) + 1)
  let unverified = 0
  for await (const kept of keptRefusals(connections, asked.selection)) {
    if (kept.accepted) continue
    const verified = await verify(kept, connections, now)
    if (verified.ok) genuine.push({ kept, verified: verified.value })
    else {
      count('left')
      if (kept.contract === 'notification') unverified++
      output.show(...said(kept, 'left', verified.refusal, asked))
    }
  }
  output.conclude(settingsOf(connections))
  for (const { kept, verified } of genuine.toSorted((a, b) => a.kept.receivedAt - b.kept.receivedAt)) {
    const { disposition, subject } = await receiveAgain(verified, kept, connections, now)
    const why = whyLeft[disposition]
    output.show(...said(kept, why ? 'left' : disposition, why ?? subject ?? '', asked))
    count(why ? 'left' : disposition)
    if (why || dryRun) continue
    await mark(connections, kept.id, { at: new Date(now), by: operator, as: disposition })
  }
  output.conclude(sumOf(ends, asked))
  return ends.size === 1 && ends.has('left') ? unverified : 0
}

/** Of what was accepted, what is no new fact is counted apart: a repeat, a contradiction. */
function sumOf(ends: ReadonlyMap<string, number>, { operator, dryRun }: Acceptance): string {
  const accepted = [...ends].filter(([end]) => end !== 'left')
  const sum = accepted.reduce((total, [, number]) => total + number, 0)
  const others = accepted.flatMap(([end, number]) => (end === 'accepted' ? [] : `${number} ${end}`))
  const apart = others.length > 0 ? ` (${others.join(', ')})` : ''
  return `${sum} ${dryRun ? 'would be' : 'were'} accepted by ${operator}${apart}, ${ends.get('left') ?? 0} are left`
}

const HOUR_MS = 3_600_000

/** They are those of this environment: whoever accepts must see that they are the stage's. */
function settingsOf({ maxAgeMs, maxSkewMs, retentionMs, publicPaths }: Connections): string {
  const settings = {
    MAX_AGE_HOURS: maxAgeMs / HOUR_MS,
    MAX_SKEW_MINUTES: (60 * maxSkewMs) / HOUR_MS,
    RETENTION_DAYS: retentionMs / (24 * HOUR_MS),
    PUBLIC_PATH_PREFIX: publicPaths.prefix,
    PUBLIC_PATHS: publicPaths.paths.join(','),
  }
  const listed = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return `with ${listed.join(' ')}, which must be those that are deployed`
}

/** What the engine declines. All else is held now, by this acceptance or since before. */
const whyLeft: Partial<Record<Reception['disposition'], string>> = {
  'too-old': 'older than MAX_AGE_HOURS',
  'wrong-url': 'no notification: the wrong URL is registered',
}

/** Money that moves late moves wrongly, and Alipay has had an answer to each command: it asks again, or gave up. */
const COMMAND = 'a command is never accepted afterwards: Alipay had its answer'

/** Through the very code of the functions, with the keys of now; refused with why it is left. */
async function verify(
  kept: RefusedRequest,
  { ringOf, publicPaths }: Connections,
  now: number,
): Promise<Checked<VerifiedRequest, string>> {
  if (kept.contract === 'command') return refused(COMMAND)
  const checked = verifyRequest(receivedAgain(kept, now), await ringOf(kept.platform), publicPaths)
  return checked.ok ? passed(checked.value) : refused(`still ${checked.refusal.reason}`)
}

function receiveAgain(
  verified: VerifiedRequest,
  { platform }: RefusedRequest,
  connections: Connections,
  now: number,
): Promise<Reception> {
  const parts = {
    ...connections,
    platform: platforms[platform],
    apis: notificationsOf(platform),
    newReceiptId: randomUUID,
  }
  return receive(verified, parts, now)
}

/** So that a second run passes it over, and `list` shows who accepted it. What has expired meanwhile needs no mark. */
async function mark(
  { client, table }: RefusedTable,
  id: string,
  { at, by, as }: { readonly at: Date; readonly by: string; readonly as: string },
): Promise<void> {
  const update = new UpdateItemCommand({
    TableName: table,
    Key: { pk: { S: id } },
    UpdateExpression: 'SET accepted = :accepted',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(accepted)',
    ExpressionAttributeValues: {
      ':accepted': { M: { at: { S: at.toISOString() }, by: { S: by }, as: { S: as } } },
    },
  })
  try {
    await client.send(update)
  } catch (cause) {
    if (!(cause instanceof ConditionalCheckFailedException)) throw cause
  }
}

function said(
  kept: RefusedRequest,
  outcome: string,
  what: string,
  { operator, dryRun }: Acceptance,
): [thing: object, line: string] {
  const { id, platform } = kept
  const clientId = quote(clientIdOf(kept))
  const isLeft = outcome === 'left'
  return [
    { id, platform, clientId, outcome, [isLeft ? 'because' : 'subject']: what, operator, dryRun },
    `${!isLeft && dryRun ? 'would be ' : ''}${outcome}  ${platform}  ${clientId}  ${what}  ${id}  by ${operator}`,
  ]
}
