import { platforms } from '../../../lib/platforms/platforms.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { quote } from '../../../lib/protocol/quote.ts'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'
import { explainMessage } from '../../doctor/explain-message.ts'
import type { Gathered } from '../../doctor/known/known-of.ts'
import { pretendKeys } from '../../doctor/known/local-keys.ts'
import { keysOfSecret } from '../../doctor/known/secret-keys.ts'
import { lineOf } from '../../doctor/line-of.ts'
import type { Explanation } from '../../doctor/render/explanation.ts'
import { jsonOf } from '../../doctor/render/json.ts'
import { linesOf } from '../../doctor/render/lines.ts'
import { masked } from '../../doctor/render/mask.ts'
import { operatorCommand } from '../operator-command.ts'
import type { Output } from '../output.ts'
import { secretsOfStage } from '../secrets-of-stage.ts'
import { type Judging, openJudging } from './connections.ts'
import { exhibitOf } from './exhibit.ts'
import { clientIdOf, keptRefusals, type RefusedTable } from './kept-refusals.ts'
import { bySelectionOrId, type Selection } from './selection.ts'

export const explainCommand = operatorCommand({
  name: 'explain',
  summary:
    'says why what was refused does not verify, and what to change: one with its texts, several in a line each',
  which: bySelectionOrId,
  permissions: [
    { actions: ['dynamodb:Scan'], on: 'refused' },
    { actions: ['secretsmanager:GetSecretValue'], on: 'secrets' },
  ],
  open: openJudging,
  run: explain,
})

const names = Object.keys(platforms) as PlatformName[]

/** Prints the doctor's verdict on each, with the keys of now; the number of those that do not verify. */
async function explain(
  connections: RefusedTable & Judging,
  output: Output,
  selection: Selection,
): Promise<number> {
  const { stage } = connections
  const secrets = (await secretsOfStage(stage, names)).flatMap(keysOfSecret)
  const others = stage === 'local' ? pretendKeys(process.env.LOCAL_DIR || '.local') : []
  const verdicts = { VALID: 0, EXPLAINED: 0, UNEXPLAINED: 0 }
  for await (const kept of keptRefusals(connections, selection)) {
    const explanation = explainKept(kept, connections, { secrets, others, platform: kept.platform })
    verdicts[explanation.diagnosis.verdict]++
    output.show(thingOf(kept, explanation), ...shown(kept, explanation, selection))
  }
  const { VALID, EXPLAINED, UNEXPLAINED } = verdicts
  output.conclude(`${VALID} verify with the keys of now, ${EXPLAINED} are explained, ${UNEXPLAINED} are not`)
  return EXPLAINED + UNEXPLAINED
}

/** The doctor's explanation of it, with these keys. */
export function explainKept(
  kept: RefusedRequest,
  { publicPaths, maxAgeMs }: Judging,
  gathered: Gathered,
): Explanation {
  const found = { readings: [{ exhibit: exhibitOf(kept), remarks: [] }] } as const
  const { platform } = kept
  return explainMessage(found, gathered, { publicPaths, platform, maxAgeMs, now: Date.now() })
}

function thingOf({ id, contract, receivedAt }: RefusedRequest, explanation: Explanation): object {
  return { id, contract, at: new Date(receivedAt).toISOString(), ...jsonOf(explanation, masked) }
}

/** Who asks for one by its id reads it whole, secrets as stars. */
function shown(kept: RefusedRequest, explanation: Explanation, { id }: Selection): readonly string[] {
  if (id !== undefined) return linesOf(explanation, { paint: (_, text) => text, whole: false })
  const { platform, receivedAt } = kept
  const at = new Date(receivedAt).toISOString()
  const verdict = lineOf(explanation.diagnosis)
  return [`${at}  ${platform}  ${quote(clientIdOf(kept))}  ${kept.id}  ${verdict}`]
}
