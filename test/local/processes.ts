import { readdirSync, readFileSync } from 'node:fs'

export interface Process {
  readonly pid: number
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
      const isZombie = stat.includes(') Z ')
      return !isZombie && `${command}${environment}`.includes(text) ? [{ pid: Number(pid), command }] : []
    } catch {
      return []
    }
  })
}
