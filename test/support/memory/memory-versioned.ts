import type { Held, Versioned } from '../../../lib/inquiries/ports.ts'

interface MemoryVersioned<Value> extends Versioned<Value> {
  /** What is held under a key. */
  held(key: string): Held<Value> | undefined
  /** How many requests were made, whatever their outcome. */
  requests(): number
}

/** Values by version in memory that fulfil the same contract as the table (test/contracts/versioned.ts). */
export function memoryVersioned<Value>(): MemoryVersioned<Value> {
  // As text: what a reader changes in the value that it got must not change what is held.
  const texts = new Map<string, Held<string>>()
  let requests = 0

  function held(key: string): Held<Value> | undefined {
    const text = texts.get(key)
    return text && { value: JSON.parse(text.value), version: text.version }
  }

  return {
    held,
    requests: () => requests,
    async read(key) {
      requests++
      return held(key)
    },
    async write(key, value, after) {
      requests++
      if (texts.get(key)?.version !== after) return false
      texts.set(key, { value: JSON.stringify(value), version: (after ?? 0) + 1 })
      return true
    },
  }
}
