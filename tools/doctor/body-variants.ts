import type { BodyDraft, ReceivedBody } from './body-draft.ts'
import { bodyEndRows } from './body-end-rows.ts'
import { bodyWrappingRows } from './body-wrapping-rows.ts'
import type { Cause } from './diagnosis.ts'
import { structureRows } from './json-structure-rows.ts'
import { escapesRows, writingRows } from './json-writing-rows.ts'
import type { Dimension, Variant } from './variant.ts'

/** Everything that may have been otherwise with the body when it was signed. */
export function bodyVariants({ json }: ReceivedBody): readonly Variant[] {
  const ofJson = [
    ...writingRows.map(({ rarity, cause, writing }) => variantOf('writing', rarity, cause, { writing })),
    ...structureRows.map(({ rarity, cause, structure }) =>
      variantOf('structure', rarity, cause, { structure }),
    ),
    ...escapesRows.map(({ rarity, cause, escapes }) => variantOf('escapes', rarity, cause, { escapes })),
  ]
  return [
    ...bodyEndRows.map(({ dimension, rarity, cause, change }) =>
      variantOf(dimension, rarity, cause, { [dimension]: change }),
    ),
    ...(json ? ofJson : []),
    ...bodyWrappingRows.map(({ rarity, cause, wrapping }) =>
      variantOf('wrapping', rarity, cause, { wrapping }),
    ),
  ]
}

function variantOf(
  dimension: Dimension,
  rarity: Variant['rarity'],
  cause: Cause,
  changed: Partial<BodyDraft>,
): Variant {
  return { dimension, rarity, cause, apply: (parts) => ({ ...parts, body: { ...parts.body, ...changed } }) }
}
