import type { Cause } from '../diagnosis.ts'
import { percentDecoded } from '../received-of.ts'
import type { Variant } from '../variant.ts'
import type { Evidence } from './evidence.ts'

interface Row {
  readonly rarity: 0 | 1 | 2
  readonly cause: Cause
  /** Of the query with its `?`, never empty. */
  readonly of: (query: string) => string | undefined
}

const signAsSent = 'sign the query as it is sent, or not at all'

const rows: readonly Row[] = [
  {
    rarity: 1,
    cause: {
      name: 'query-encoded-otherwise',
      what: 'the query was signed in another percent-encoding than it came in',
      change: signAsSent,
      where: 'code',
    },
    of: (query) => percentDecoded(query),
  },
  {
    rarity: 1,
    cause: {
      name: 'query-encoded-otherwise',
      what: 'the query was signed in another percent-encoding than it came in',
      change: signAsSent,
      where: 'code',
    },
    of: (query) => `?${new URLSearchParams(query)}`,
  },
  {
    rarity: 1,
    cause: {
      name: 'query-encoded-otherwise',
      what: 'the query was signed with its spaces written otherwise',
      change: signAsSent,
      where: 'code',
    },
    of: (query) => (query.includes('+') ? query.replaceAll('+', '%20') : query.replaceAll('%20', '+')),
  },
  {
    rarity: 1,
    cause: {
      name: 'query-sorted',
      what: 'the query was signed with its parameters sorted',
      change: signAsSent,
      where: 'code',
    },
    of: (query) => `?${query.slice(1).split('&').sort().join('&')}`,
  },
]

/** The received query written otherwise, one that was cut off on the way, or a bare `?`. */
export function queryVariants({ received, urls }: Evidence): readonly Variant[] {
  const { rawQueryString } = received
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`
  const rewritten = query === '' ? [] : rows.flatMap(({ of, ...row }) => ofQuery(row, of(query)))
  const mark = {
    rarity: 2,
    cause: {
      name: 'query-mark-signed',
      what: 'a question mark without a query was signed at the end of the URI',
      change: 'leave the question mark out where there is no query',
      where: 'code',
    },
  } as const
  const cutOff = urls.flatMap((url) =>
    url.query === '' || url.query === query ? [] : ofQuery({ rarity: 0, cause: lost(url.source) }, url.query),
  )
  return [...rewritten, ...cutOff, ...ofQuery(mark, '?')]
}

function lost(source: string): Cause {
  return {
    name: 'query-missing',
    what: `the query of ${source} was signed, and is missing or another here`,
    change: 'let the proxy pass the query on, or register a URL without one',
    where: 'proxy',
  }
}

function ofQuery({ rarity, cause }: Omit<Row, 'of'>, query: string | undefined): Variant[] {
  if (query === undefined) return []
  return [{ dimension: 'query', rarity, cause, apply: (parts) => ({ ...parts, query }) }]
}
