import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { problem } from '../terminal/problem.ts'

/** Nothing here is for the network. */
export const HOST = '127.0.0.1'

/** Below the ports that Linux gives to outgoing connections, one of which might take ours before we listen. */
const ANY_FROM = 20_000
const ANY_TO = 32_000
/** To find a free one: enough unless none can be opened at all. */
const ATTEMPTS = 100

/** Listens on a port of this machine and says which: 0 lets the system choose. `setting` is what chooses another. */
export async function listen(server: Server, port: number, host = HOST, setting = 'PORT'): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    throw problem(
      cause.code === 'EADDRINUSE'
        ? `port ${port} is taken: stop what listens there, or choose another ${setting}`
        : `port ${port} of ${host} cannot be opened (${cause.code}): choose another ${setting}`,
    )
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

/**
 * An address of this machine that no web page can find: one of sixteen million on Linux. Elsewhere the system has
 * 127.0.0.1 alone, unless somebody configures more.
 */
export function hiddenHost(platform: string = process.platform): string {
  if (platform !== 'linux') return HOST
  return `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`
}

/** The port, which must be free, or for 0 any that is. */
export async function freePort(port = 0, host = HOST, attempts = ATTEMPTS): Promise<number> {
  const probe = createServer()
  try {
    const free = await listen(probe, port || randomInt(ANY_FROM, ANY_TO), host)
    probe.close()
    await once(probe, 'close')
    return free
  } catch (cause) {
    if (port || attempts === 1) throw cause
    return freePort(0, host, attempts - 1)
  }
}
