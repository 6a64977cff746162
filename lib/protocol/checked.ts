/** What a sender can cause is a value: either what was asked for, or the refusal. What we cause is thrown. */
export type Checked<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

export const passed = <Value>(value: Value) => ({ ok: true, value }) as const

export const refused = <Refusal>(refusal: Refusal) => ({ ok: false, refusal }) as const
