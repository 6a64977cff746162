import { expect } from 'vitest'

interface Named {
  readonly platform?: string
  readonly name?: string
  readonly kind?: string
  readonly api?: { readonly name: string }
}

/** The test of one rule that holds for every row, of which there are some; a failure names the row. */
export function forEvery<Row extends Named>(
  rows: readonly Row[],
  rule: (row: Row) => unknown,
): () => Promise<void> {
  return async () => {
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      try {
        await rule(row)
      } catch (cause) {
        throw new Error(`${nameOf(row)}: ${cause instanceof Error ? cause.message : cause}`, { cause })
      }
    }
  }
}

function nameOf({ platform, name, kind, api }: Named): string {
  return [platform, name ?? api?.name, kind].filter(Boolean).join(' ')
}
