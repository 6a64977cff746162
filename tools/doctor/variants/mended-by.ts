import type { Cause } from '../diagnosis.ts'

/** The setting that mends it, where the path can be written into one without any quoting; else what mends it without. */
export function mendedBy(
  setting: 'PUBLIC_PATH_PREFIX' | 'PUBLIC_PATHS',
  path: string,
  otherwise: string,
): Pick<Cause, 'change' | 'where' | 'setting'> {
  const isPrefix = setting === 'PUBLIC_PATH_PREFIX'
  const settable = isPrefix ? /^\/[\w/.~-]*[\w.~-]$/ : /^\/[\w/.~-]*$/
  if (!settable.test(path)) return { change: otherwise, where: 'proxy' }
  // One of PUBLIC_PATHS stands for one path alone.
  const change = isPrefix ? `set ${setting}=${path}` : `set ${setting}=${path}, or ${otherwise}`
  return { change, where: 'setting', setting: `${setting}=${path}` }
}
