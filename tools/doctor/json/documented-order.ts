import { platforms, samplesOf } from '../../alipay/samples.ts'
import { type Json, type Member, readJson } from './json-tree.ts'
import { areSorted } from './sorted-members.ts'

let trees: readonly Json[] | undefined

/**
 * JSON whose members were sorted, in the order of the n-th best fitting sample of the platforms' messages; what that
 * sample does not have stands at the end. JSON that is not sorted, or fits none, stays as it is.
 */
export function inDocumentedOrder(json: Json, nth: number): Json {
  if (!areSorted(json)) return json
  trees ??= platforms.flatMap(samplesOf).flatMap(({ request }) => readJson(request.toString()) ?? [])
  const fitting = trees
    .map((sample) => ({ sample, common: commonNames(json, sample) }))
    .filter(({ common }) => common > 1)
    .sort((one, other) => other.common - one.common)
  const sample = fitting[nth]?.sample
  return sample ? orderedLike(json, sample) : json
}

function commonNames(json: Json, sample: Json): number {
  return namesOf(json).filter((name) => namesOf(sample).includes(name)).length
}

function orderedLike(json: Json, sample: Json | undefined): Json {
  if (json.kind === 'leaf' || sample === undefined || sample.kind !== json.kind) return json
  if (json.kind === 'array') {
    const [first] = sample.kind === 'array' ? sample.items : []
    return { kind: 'array', items: json.items.map((item) => orderedLike(item, first)) }
  }
  const known = sample.kind === 'object' ? new Map(sample.members) : new Map<string, Json>()
  const order = [...known.keys()]
  const place = ([name]: Member) => (known.has(name) ? order.indexOf(name) : order.length)
  return {
    kind: 'object',
    members: json.members
      .map(([name, value]): Member => [name, orderedLike(value, known.get(name))])
      .toSorted((one, other) => place(one) - place(other)),
  }
}

function namesOf(json: Json): readonly string[] {
  return json.kind === 'object' ? json.members.map(([name]) => name) : []
}
