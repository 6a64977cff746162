import type { Cause } from '../diagnosis.ts'

/** The setting that mends it, where the path can be written into one without any quoting. */
export function mendedBy(
  setting: string,
  path: string,
  otherwise: string,
): Pick<Cause, 'change' | 'where' | 'setting'> {
  const settable = setting === 'PUBLIC_PATHS' ? /^\/[\w/.~-]*$/ : /^\/[\w/.~-]*[\w.~-]$/
  return settable.test(path)
    ? { change: `set ${setting}=${path}`, where: 'setting', setting: `${setting}=${path}` }
    : { change: otherwise, where: 'proxy' }
}
