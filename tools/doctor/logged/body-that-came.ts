import { hash } from 'node:crypto'
import { type BodyDraft, bytesOf, readBody } from '../body-draft.ts'
import { bodyVariants } from '../body-variants.ts'
import type { Cause } from '../diagnosis.ts'
import { type Parts, protocolForm } from '../parts.ts'

/** What a digest says of the body that came, beside the one that was sent. */
interface Comparison {
  readonly isSame: boolean
  /** Found again, where a known change of what was sent has the digest; and the change. */
  readonly came?: Buffer
  readonly cause?: Cause
}

/** Compares the body that was sent with the digest of the one that came: the same, changed in a known way, or another. */
export function compareWithDigest(sent: Buffer, digest: string): Comparison {
  const isIt = (body: Buffer) => hash('sha256', body) === digest
  if (isIt(sent)) return { isSame: true }
  const came = bodiesNear(sent).find(({ body }) => isIt(body))?.body
  if (!came) return { isSame: false }
  // A variant says what was otherwise with what was signed: so it is looked for from the body that came.
  const cause = bodiesNear(came).find(({ body }) => body.equals(sent))?.cause
  return { isSame: false, came, ...(cause && { cause }) }
}

function bodiesNear(bytes: Buffer): readonly { readonly body: Buffer; readonly cause: Cause }[] {
  const received = readBody(bytes)
  const parts = partsWith({ received })
  return bodyVariants(received).flatMap(({ apply, cause }) => {
    const changed = apply(parts)
    return changed ? [{ body: bytesOf(changed.body), cause }] : []
  })
}

/** The body alone matters here. */
function partsWith(body: BodyDraft): Parts {
  return {
    method: 'POST',
    origin: '',
    front: '',
    path: '/',
    query: '',
    clientId: '',
    time: '',
    body,
    form: protocolForm,
  }
}
