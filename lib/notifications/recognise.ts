import * as v from 'valibot'
import { has, textAt } from '../content/fields.ts'
import { type JsonObject, readJsonObject } from '../content/json.ts'
import { apiNameOf, namesNotification } from '../protocol/api-name.ts'
import type { VerifiedRequest } from '../protocol/request.ts'
import { hasSubject, type Naming, nameMessage, nameUnrecognised } from './name-message.ts'
import type { Discriminator, NotificationApi } from './notification-api.ts'
import type { Receipt } from './receipt.ts'

/** A message that its row understands; one that is kept as it is; or one that belongs to another URL. */
export type Recognition =
  | { readonly kind: 'recognised'; readonly api: NotificationApi; readonly naming: Naming }
  | {
      readonly kind: 'unrecognised'
      readonly why: NonNullable<Receipt['misunderstood']>
      readonly naming: Naming
    }
  | { readonly kind: 'wrong-url' }

/** What was signed; and what it says decrypted, where whoever sent it wrote an `Encrypt` header, which is not signed. */
interface SignedMessage extends Pick<VerifiedRequest, 'uri' | 'body'> {
  readonly decrypted?: Buffer | undefined
}

/**
 * Finds the row of a genuine message. The last segment of the signed URL narrows and the content decides; where the
 * segment names no row, the content alone. A public path names nothing. A message that is not understood is kept, never
 * refused, unless its URL names an API that is no notification: then the wrong URL was registered. Decrypted content
 * makes a name only where a row understands it, which takes the client's own key; what is not understood is named by the
 * signed bytes.
 */
export function recognise(
  message: SignedMessage,
  apis: readonly NotificationApi[],
  publicPaths: readonly string[],
): Recognition {
  const segment = publicPaths.includes(message.uri) ? undefined : apiNameOf(message.uri)
  const content = readJsonObject(message.decrypted ?? message.body)
  const api = content.ok && findApi(content.value, segment, apis)
  if (!api) {
    if (namesAnotherContract(segment, apis)) return { kind: 'wrong-url' }
    return unrecognised(message, { because: content.ok ? 'no-api' : content.refusal })
  }
  const misfit = misfitOf(api, content.value)
  if (misfit) return unrecognised(message, { because: 'schema', at: `${api.name} ${misfit}` })
  if (!hasSubject(api, content.value))
    return unrecognised(message, { because: 'schema', at: `${api.name} subject` })
  return { kind: 'recognised', api, naming: nameMessage(api, content.value) }
}

function unrecognised({ body }: SignedMessage, why: NonNullable<Receipt['misunderstood']>): Recognition {
  return { kind: 'unrecognised', why, naming: nameUnrecognised(body) }
}

/** Where the URL names a row, its schema may do for what the row would have to show where nothing names it. */
function findApi(body: JsonObject, segment: string | undefined, apis: readonly NotificationApi[]) {
  const named = apis.filter((api) => segmentOf(api) === segment)
  const shown = (named.length > 0 ? named : apis).find(({ when }) => matches(body, when))
  return shown ?? named.find(({ schema }) => v.is(schema, body))
}

function segmentOf({ name, segment = name }: NotificationApi): string {
  return segment
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

function namesAnotherContract(segment: string | undefined, apis: readonly NotificationApi[]): boolean {
  if (segment === undefined || namesNotification(segment)) return false
  return !apis.some((api) => segmentOf(api) === segment)
}
