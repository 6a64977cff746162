import { execFileSync } from 'node:child_process'

/** Whether there is the `script` of util-linux, which opens pseudo-terminals. */
export function hasScript(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux')
  } catch {
    return false
  }
}
