import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockDirectory } from '../../tools/local/directory-lock.ts'
import { temporaryFolder } from './temporary-folder.ts'

describe.runIf(process.platform === 'linux')('lockDirectory', () => {
  it('refuses a second stack, under another name of the directory too, until the first gives it back', async () => {
    const dir = temporaryFolder()
    const alias = join(temporaryFolder(), 'alias')
    symlinkSync(dir, alias)
    const unlock = await lockDirectory(dir)
    await expect(lockDirectory(alias)).rejects.toMatchObject({
      name: 'Problem',
      message: `another local stack is running in ${alias}: stop it, or choose another LOCAL_DIR`,
    })
    const unlockOther = await lockDirectory(temporaryFolder())
    unlockOther()
    unlock()
    const unlockAgain = await lockDirectory(alias)
    unlockAgain()
  })
})
