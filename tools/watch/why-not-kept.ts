import { keptReasons, MAX_KEPT_BODY_BYTES } from '../../lib/refused/refused-keeper.ts'
import type { CallFacts } from './see-call.ts'

const reasons: ReadonlySet<unknown> = keptReasons

/** Why what is refused for a reason that others are kept for is not kept itself; undefined where nothing is to be said. */
export function whyNotKept({ call: { body }, entry, mishap }: CallFacts): string | undefined {
  // Of a client that is in no secret nothing is kept, and a header that cannot be read is refused before that is known.
  if (!entry || entry.kept || mishap || !reasons.has(entry.reason) || entry.reason === 'signature-malformed')
    return undefined
  return body && body.length > MAX_KEPT_BODY_BYTES
    ? `not kept: its body is over ${MAX_KEPT_BODY_BYTES.toLocaleString('en')} bytes`
    : 'not kept: five of this reason were, within a minute'
}
