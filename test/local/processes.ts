import { readdirSync, readFileSync } from 'node:fs'

export interface Process {
  readonly pid: number
  readonly parent: number
  /** The command line, its words separated by spaces. */
  readonly command: string
}

/** The processes of this machine whose command line or environment holds the text. */
export function processesWith(text: string): readonly Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => {
    try {
      const [command = '', environment, stat = ''] = ['cmdline', 'environ', 'stat'].map((file) =>
        readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' '),
      )
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state === 'Z' || !`${command}${environment}`.includes(text)) return []
      return [{ pid: Number(pid), parent: Number(parent), command }]
    } catch {
      return []
    }
  })
}
