import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { startProblem } from './start-problem.ts'

/** Nothing here is for the network. */
export const HOST = '127.0.0.1'

/** Below the ports that Linux gives to outgoing connections, one of which might take ours before we listen. */
const ANY_FROM = 20_000
const ANY_TO = 32_000

/** Listens on a port of this machine and tells which: 0 lets the system choose. */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, HOST)
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    throw startProblem(
      cause.code === 'EADDRINUSE'
        ? `port ${port} is taken: stop what listens there, or choose another PORT`
        : `port ${port} cannot be opened: ${cause.code}`,
    )
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** The port, which must be free, or for 0 any that is. */
export async function freePort(port = 0): Promise<number> {
  const probe = createServer()
  try {
    const free = await listen(probe, port || randomInt(ANY_FROM, ANY_TO))
    probe.close()
    await once(probe, 'close')
    return free
  } catch (cause) {
    if (port) throw cause
    return freePort()
  }
}
