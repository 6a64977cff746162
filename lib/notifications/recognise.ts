import * as v from 'valibot'
import { has, textAt } from '../content/fields.ts'
import { type JsonObject, readJsonObject } from '../content/json.ts'
import type { VerifiedRequest } from '../protocol/request.ts'
import { type Naming, nameMessage, nameUnrecognised } from './keys.ts'
import type { Discriminator, NotificationApi } from './notification-api.ts'
import type { Receipt } from './receipt.ts'

/** A message of a row that is understood; or one that is kept as it is; or one that has no business at this door. */
export type Recognition =
  | { readonly kind: 'recognised'; readonly api: NotificationApi; readonly naming: Naming }
  | {
      readonly kind: 'unrecognised'
      readonly why: NonNullable<Receipt['misunderstood']>
      readonly naming: Naming
    }
  | { readonly kind: 'wrong-url' }

/**
 * Finds the row of a genuine message: the last segment of the signed URL narrows, the content decides; where the
 * segment names no row, the content alone. A message that is not understood is never refused for it (design §2), unless
 * its URL names another API that is no notification: then the wrong URL was registered.
 */
export function recognise(verified: VerifiedRequest, apis: readonly NotificationApi[]): Recognition {
  const segment = verified.uriIsPublicPath ? undefined : lastSegment(verified.uri)
  const content = readJsonObject(verified.body)
  const api = content.ok && findApi(content.value, segment, apis)
  if (!api) {
    if (namesAnotherContract(segment, apis)) return { kind: 'wrong-url' }
    return unrecognised(verified, { because: content.ok ? 'no-api' : content.refusal })
  }
  const misfit = misfitOf(api, content.value)
  if (misfit) return unrecognised(verified, { because: 'schema', at: `${api.name} ${misfit}` })
  return { kind: 'recognised', api, naming: nameMessage(api, content.value) }
}

function unrecognised(verified: VerifiedRequest, why: NonNullable<Receipt['misunderstood']>): Recognition {
  return { kind: 'unrecognised', why, naming: nameUnrecognised(verified.body) }
}

function findApi(body: JsonObject, segment: string | undefined, apis: readonly NotificationApi[]) {
  const named = apis.filter(({ name }) => name === segment)
  return (named.length > 0 ? named : apis).find(({ when }) => matches(body, when))
}

/** True where the body shows what the discriminator asks for. */
export function matches(body: JsonObject, when: Discriminator): boolean {
  const [field, ...values] = when.oneOf ?? []
  return (
    when.has.every((name) => has(body, name)) &&
    !when.lacks?.some((name) => has(body, name)) &&
    (field === undefined || values.includes(textAt(body, field) ?? ''))
  )
}

/** The first place where the body does not fit the row's schema; field names only, never a value. */
function misfitOf(api: NotificationApi, body: JsonObject): string | undefined {
  const parsed = v.safeParse(api.schema, body, { abortEarly: true })
  if (parsed.success) return undefined
  const [issue] = parsed.issues
  return `${v.getDotPath(issue) ?? '.'}: ${issue.type}`
}

/** The bare URL ends in `notify` itself, and every notification's name holds the word. */
function namesAnotherContract(segment: string | undefined, apis: readonly NotificationApi[]): boolean {
  if (segment === undefined || segment.toLowerCase().includes('notify')) return false
  return !apis.some(({ name }) => name === segment)
}

function lastSegment(uri: string): string {
  const [path = ''] = uri.split('?')
  return path.replace(/\/+$/, '').split('/').at(-1) ?? ''
}
