/** What a sender can cause is a value: either what was asked for, or the refusal. What we cause is thrown. */
export type Checked<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

export function passed<Value>(value: Value) {
  return { ok: true, value } as const
}

export function refused<Refusal>(refusal: Refusal) {
  return { ok: false, refusal } as const
}
