import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { processesWith } from './processes.ts'

export interface Listener {
  readonly host: string
  readonly port: number
}

/** Every TCP socket on which a process listens whose command line or environment holds the text. */
export function listenersOf(text: string): readonly Listener[] {
  const theirs = new Set(processesWith(text).flatMap(({ pid }) => socketsOf(pid)))
  return ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/net/${family}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode = '']) => state === LISTENING && theirs.has(inode))
      .map(([, address = '']) => readAddress(address)),
  )
}

const LISTENING = '0A'

function socketsOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${fd}`))?.[1] ?? []
    } catch {
      return []
    }
  })
}

/** IPv4 is written backwards, as the kernel holds it; anything else is for nobody here and stays hexadecimal. */
function readAddress(address: string): Listener {
  const [host = '', port = ''] = address.split(':')
  const bytes = [...Buffer.from(host, 'hex')]
  return { host: bytes.length === 4 ? bytes.reverse().join('.') : host, port: Number.parseInt(port, 16) }
}
