import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { problem } from '../terminal/problem.ts'

/**
 * Keeps a second local stack out of a directory. The lock is an abstract socket, which the kernel frees with its process
 * however that ends: there is no stale lock. Only Linux has them; elsewhere nothing is locked.
 */
export async function lockDirectory(dir: string): Promise<() => void> {
  if (process.platform !== 'linux') return () => undefined
  const digest = createHash('sha256').update(realpathSync(dir)).digest('hex')
  const server = createServer()
  server.listen(`\0alipay-receiver-${digest}`)
  await once(server, 'listening').catch(() => {
    throw problem(`another local stack is running in ${dir}: stop it, or choose another LOCAL_DIR`)
  })
  return () => server.close()
}
