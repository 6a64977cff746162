import type { BodyDraft, ReceivedBody } from './body-draft.ts'
import type { Cause } from './diagnosis.ts'
import type { Parts } from './parts.ts'
import type { Dimension, Variant } from './variant.ts'
import { bodyEndRows } from './variants/body-end-rows.ts'
import { bodyWrappingRows } from './variants/body-wrapping-rows.ts'
import { structureRows } from './variants/json-structure-rows.ts'
import { escapesRows, profileRows, writingRows } from './variants/json-writing-rows.ts'

/** Everything that may have been otherwise with the body when it was signed. */
export function bodyVariants(received: ReceivedBody): readonly Variant[] {
  return [
    ...bodyEndRows.map(({ dimension, rarity, cause, change }) =>
      variantOf(dimension, rarity, cause, { [dimension]: change }),
    ),
    ...bodyWrappingRows.map(({ rarity, cause, wrapping }) =>
      variantOf('wrapping', rarity, cause, { wrapping }),
    ),
    ...(received.json ? jsonVariants(received) : []),
  ]
}

/** Whoever writes JSON anew rarely keeps the white space behind it: that is one cause, not two. */
function jsonVariants({ after, bytes, writing: received }: ReceivedBody): readonly Variant[] {
  const [tail, how] =
    after === '' ? ['\n', 'with a newline at its end'] : ['', 'without white space at its end']
  return [
    ...profileRows(received, bytes.includes('\\u')).flatMap(({ rarity, cause, writing, escapes }) => [
      variantOf('writing', rarity, cause, { writing, escapes }),
      variantOf('writing', rarity, { ...cause, what: `${cause.what}, ${how}` }, { writing, escapes, tail }),
    ]),
    ...writingRows.flatMap(({ rarity, cause, writing }) => [
      variantOf('writing', rarity, cause, { writing }),
      variantOf('writing', rarity, { ...cause, what: `${cause.what}, ${how}` }, { writing, tail }),
    ]),
    ...structureRows.flatMap(({ rarity, cause, structure }) => [
      variantOf('structure', rarity, cause, { structure }),
      variantOf('structure', later(rarity), { ...cause, what: `${cause.what}, ${how}` }, { structure, tail }),
    ]),
    ...escapesRows.map(({ rarity, cause, escapes }) => variantOf('escapes', rarity, cause, { escapes })),
  ]
}

function later(rarity: 0 | 1 | 2): 1 | 2 {
  return rarity === 0 ? 1 : 2
}

function variantOf(
  dimension: Dimension,
  rarity: Variant['rarity'],
  cause: Cause,
  changed: Partial<BodyDraft>,
): Variant {
  // One draft for each that it is made of, so that its bytes are written once.
  const drafts = new WeakMap<BodyDraft, BodyDraft>()
  const apply = (parts: Parts) => {
    const body = drafts.get(parts.body) ?? { ...parts.body, ...changed }
    drafts.set(parts.body, body)
    return { ...parts, body }
  }
  return { dimension, rarity, cause, apply }
}
