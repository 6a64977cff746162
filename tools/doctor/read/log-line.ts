import type { Found } from './found.ts'
import { type JsonRecord, numberAt, recordAt, textAt, textsAt } from './records.ts'
import { writtenTarget } from './urls.ts'

/** A line of the receiver's log about a request that it refused: what it claimed, and of its body a digest. */
export function readLogLine(line: JsonRecord): Found | undefined {
  const [reason, correlationId] = [textAt(line, 'reason'), textAt(line, 'correlationId')]
  const claimed = recordAt(line, 'claimed')
  if (reason === undefined || correlationId === undefined || !('claimed' in line)) return undefined
  const claims = [
    ['client-id', textAt(claimed, 'clientId')],
    ['request-time', textAt(claimed, 'requestTime')],
  ] as const
  const digest = textAt(line, 'bodySha256')
  const exhibit = {
    form: "a line of the receiver's log",
    method: 'POST',
    target: writtenTarget(textAt(line, 'path') ?? '/'),
    headers: new Map(
      claims.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ),
    body: undefined,
    ...(digest !== undefined && { bodySha256: digest }),
    ...receivedAt(line),
  }
  return {
    readings: [{ exhibit, remarks: [] }],
    logged: {
      reason,
      evidence: textAt(line, 'evidence') ?? '',
      correlationId,
      platform: textAt(line, 'platform'),
      keyVersion: textAt(claimed, 'keyVersion'),
      kept: /^[0-9a-f]{64}$/.exec(textAt(line, 'kept') ?? '')?.[0],
      keysTried: textsAt(line, 'keysTried'),
      urisTried: textsAt(line, 'urisTried'),
    },
  }
}

/** The line is written when the request has been answered. */
function receivedAt(line: JsonRecord) {
  const at = Date.parse(textAt(line, 'timestamp') ?? '') - (numberAt(line, 'durationMs') ?? 0)
  return Number.isFinite(at) ? { receivedAt: at } : {}
}
