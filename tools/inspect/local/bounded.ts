/** Values by name, the oldest forgotten where there are too many, or too much of them. */
export interface Bounded<Value> {
  get(name: string): Value | undefined
  /** A name that is held keeps its place. */
  set(name: string, value: Value, bytes?: number): void
  delete(name: string): void
  /** The oldest first. */
  values(): IterableIterator<Value>
}

interface Limits<Value> {
  readonly values: number
  readonly bytes?: number
  onForgotten?(name: string, value: Value): void
}

export function createBounded<Value>(limits: Limits<Value>): Bounded<Value> {
  const { values: maxValues, bytes: maxBytes = Number.POSITIVE_INFINITY, onForgotten } = limits
  const held = new Map<string, Value>()
  const sizes = new Map<string, number>()
  let total = 0

  function forget(name: string): void {
    total -= sizes.get(name) ?? 0
    sizes.delete(name)
    held.delete(name)
  }

  return {
    get: (name) => held.get(name),
    set(name, value, bytes = 0) {
      total += bytes - (sizes.get(name) ?? 0)
      sizes.set(name, bytes)
      held.set(name, value)
      for (const [oldest, gone] of held) {
        if (held.size <= maxValues && total <= maxBytes) break
        forget(oldest)
        onForgotten?.(oldest, gone)
      }
    },
    delete: forget,
    values: () => held.values(),
  }
}
