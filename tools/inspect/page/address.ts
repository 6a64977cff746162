import { type Filter, noFilter } from './filter.ts'

/** What a reload keeps: it stands behind the # of the page's URL. */
export interface Address {
  /** The id of the open call. */
  readonly call: string | undefined
  readonly filter: Filter
}

const names = { platform: 'platform', api: 'api', disposition: 'disposition', text: 'q' } as const

export function readAddress(hash: string): Address {
  const query = new URLSearchParams(hash.replace(/^#/, ''))
  return {
    call: query.get('call') || undefined,
    filter: {
      platform: query.get(names.platform) ?? noFilter.platform,
      api: query.get(names.api) ?? noFilter.api,
      disposition: query.get(names.disposition) ?? noFilter.disposition,
      text: query.get(names.text) ?? noFilter.text,
    },
  }
}

/** The same address always gives the same text, and the empty one `#`. */
export function writeAddress({ call, filter }: Address): string {
  const query = new URLSearchParams()
  if (call !== undefined) query.set('call', call)
  for (const field of ['platform', 'api', 'disposition', 'text'] as const) {
    if (filter[field] !== '') query.set(names[field], filter[field])
  }
  return `#${query}`
}
