import { readBaseUrl } from '../../protocol/base-url.ts'
import type { SecretPath } from './secret-path.ts'

const EXAMPLE = 'https://open-sea-global.alipay.com/ams'

/** The path is signed: one that a server between could write in another way would make every signature wrong. */
const pathGrammar = /^(?:\/[\w.~-]+)*\/*$/

/** A client's `gateway`, without a slash at its end; undefined, and its mistake noted, where it cannot be used. */
export function readGateway(value: unknown, path: SecretPath): string | undefined {
  const checked = readBaseUrl(typeof value === 'string' ? value : '', EXAMPLE)
  if (!checked.ok) {
    path.note(checked.refusal)
    return undefined
  }
  if (pathGrammar.test(new URL(checked.value).pathname)) return checked.value
  path.note('must have a path of letters, digits and . _ ~ - alone: it is signed')
  return undefined
}
