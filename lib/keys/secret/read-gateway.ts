import { readBaseUrl } from '../../protocol/base-url.ts'
import type { SecretPath } from './secret-path.ts'

const EXAMPLE = 'https://open-sea-global.alipay.com/ams'

/** The path is signed: one that a server between could write in another way would make every signature wrong. */
const pathGrammar = /^(?:\/[\w.~-]+)*\/*$/
/** Every API's path has one: where the pages show a whole URL, it is pasted whole. */
const versionGrammar = /^v\d+$/

/** A client's `gateway`, without a slash at its end; undefined, and its mistake noted, where it cannot be used. */
export function readGateway(value: unknown, path: SecretPath): string | undefined {
  const checked = readBaseUrl(typeof value === 'string' ? value : '', EXAMPLE)
  if (!checked.ok) {
    path.note(checked.refusal)
    return undefined
  }
  const { pathname } = new URL(checked.value)
  if (!pathGrammar.test(pathname)) {
    path.note('must have a path of letters, digits and . _ ~ - alone: it is signed')
  } else if (pathname.split('/').some((segment) => versionGrammar.test(segment))) {
    path.note(`must end before the path of an API, such as ${EXAMPLE}`)
  } else return checked.value
  return undefined
}
