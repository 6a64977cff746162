import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCheckpoint } from '../../../tools/local/stream/checkpoint.ts'
import { temporaryFolder } from '../temporary-folder.ts'

describe('the checkpoint', () => {
  it('remembers what was saved last of each shard', () => {
    const file = join(temporaryFolder(), 'checkpoint.json')
    const checkpoint = openCheckpoint(file, 'stream-1')
    expect(checkpoint.position('a')).toEqual({})
    checkpoint.save('a', { after: '1' })
    checkpoint.save('b', { after: '7', finished: true })
    checkpoint.save('a', { after: '2' })
    const reopened = openCheckpoint(file, 'stream-1')
    expect(reopened.position('a')).toEqual({ after: '2' })
    expect(reopened.position('b')).toEqual({ after: '7', finished: true })
  })

  it('forgets everything when the table was made anew', () => {
    const file = join(temporaryFolder(), 'checkpoint.json')
    openCheckpoint(file, 'stream-1').save('a', { after: '1' })
    expect(openCheckpoint(file, 'stream-2').position('a')).toEqual({})
  })
})
