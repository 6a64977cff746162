import * as v from 'valibot'
import { type JsonObject, readJsonObject } from '../content/json.ts'
import { apiNameOf, namesNotification } from '../protocol/api-name.ts'
import type { VerifiedRequest } from '../protocol/request.ts'
import type { CommandApi } from './command-api.ts'

/**
 * A command that is understood; one whose body does not fit its row, read as far as it does; another contract's message;
 * or no API of ours.
 */
export type CommandRecognition =
  | { readonly kind: 'command'; readonly api: CommandApi; readonly request: JsonObject }
  | {
      readonly kind: 'illegal'
      readonly api: CommandApi
      readonly field: string
      readonly request: JsonObject
    }
  | { readonly kind: 'notification' }
  | { readonly kind: 'unknown' }

/** Finds the row of a genuine command by the last segment of the signed URL, and reads its body by it. */
export function recogniseCommand(
  { uri, body }: Pick<VerifiedRequest, 'uri' | 'body'>,
  apis: readonly CommandApi[],
): CommandRecognition {
  const name = apiNameOf(uri)
  const api = apis.find((one) => one.name === name)
  if (!api) return { kind: namesNotification(name) ? 'notification' : 'unknown' }
  const content = readJsonObject(body)
  if (!content.ok) return { kind: 'illegal', api, field: `the body is ${content.refusal}`, request: {} }
  const typed = v.safeParse(api.request, content.value)
  const request = typed.output as JsonObject
  if (typed.success) return { kind: 'command', api, request }
  return { kind: 'illegal', api, field: v.getDotPath(typed.issues[0]) ?? 'the body', request }
}
