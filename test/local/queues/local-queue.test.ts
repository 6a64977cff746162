import { describe, expect, it } from 'vitest'
import { openQueue, type QueueOptions } from '../../../tools/local/queues/local-queue.ts'

/** A file of lines in memory. */
function newFile() {
  const lines: unknown[] = []
  return {
    append: (values: readonly unknown[]) => void lines.push(...values),
    values: () => lines,
    replace: (values: readonly unknown[]) => void lines.splice(0, Infinity, ...values),
  }
}

function open(options: Partial<QueueOptions> = {}) {
  const time = { now: 1_000_000 }
  const file = newFile()
  const queue = openQueue({ name: 'q', file, clock: () => time.now, ...options })
  const bodies = (most = 10) => queue.receive(most).map(({ body }) => body)
  const pass = (seconds: number) => {
    time.now += seconds * 1000
  }
  return { queue, file, bodies, pass }
}

describe('a local queue', () => {
  it("keeps a message back for the queue's delay, or for its own", () => {
    const { queue, bodies, pass } = open({ delaySeconds: 3 })
    queue.send('after three')
    queue.send('at once', 0)
    queue.send('after ten', 10)
    expect(bodies()).toEqual(['at once'])
    pass(2.999)
    expect(bodies()).toEqual([])
    pass(0.001)
    expect(bodies()).toEqual(['after three'])
    pass(7)
    expect(bodies()).toEqual(['after ten'])
  })

  it('hides what was received, brings it back, and counts how often', () => {
    const { queue, pass } = open({ visibilitySeconds: 9 })
    const messageId = queue.send('again')
    expect(queue.receive(10)).toEqual([{ messageId, body: 'again', sentAt: 1_000_000, receives: 1 }])
    pass(8.999)
    expect(queue.receive(10)).toEqual([])
    pass(0.001)
    expect(queue.receive(10)).toMatchObject([{ messageId, receives: 2 }])
    queue.hide(messageId, 1)
    pass(1)
    expect(queue.receive(10)).toMatchObject([{ receives: 3 }])
  })

  it('gives as many as are asked for, and forgets what is removed', () => {
    const { queue, file, bodies } = open()
    const ids = ['a', 'b', 'c'].map((body) => queue.send(body))
    expect(bodies(2)).toEqual(['a', 'b'])
    queue.remove(ids.slice(0, 2))
    expect(file.values()).toMatchObject([{ body: 'c' }])
    expect(bodies()).toEqual(['c'])
  })

  it('moves what was received too often to the dead letters, under its own id', () => {
    const to = newFile()
    const { queue, file, pass } = open({
      visibilitySeconds: 1,
      redrive: { mostReceives: 2, to, name: 'letters' },
    })
    const messageId = queue.send('hopeless', 5)
    pass(5)
    for (const receives of [1, 2]) {
      expect(queue.receive(1)).toMatchObject([{ receives }])
      pass(1)
    }
    expect(queue.receive(1)).toEqual([])
    expect(file.values()).toEqual([])
    expect(to.values()).toEqual([
      { messageId, queue: 'letters', sentAt: expect.any(String), body: 'hopeless' },
    ])
  })

  it('leaves what another queue keeps in the same file', () => {
    const file = newFile()
    const { queue } = open({ file })
    const { queue: other } = open({ file, name: 'other' })
    other.send('of the other')
    expect(queue.receive(10)).toEqual([])
    queue.remove([queue.send('own')])
    expect(file.values()).toMatchObject([{ body: 'of the other' }])
  })
})
