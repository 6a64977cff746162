import { describe, expect, it } from 'vitest'
import type { Command, Errand } from '../../lib/commands/backend.ts'
import { cancelOf, executeParts, failingAt, paid, payment, work } from '../support/memory/execute-parts.ts'

/** A desk whose handler gets ready, and what became of it, claims included. */
function preparingDesk(options: Parameters<typeof executeParts>[0] = {}, does: () => unknown = () => paid) {
  const happened: string[] = []
  const unprepared = () => Promise.reject(new Error('called without what was prepared'))
  const handler = Object.assign(unprepared, {
    prepare({ platform, api, credential }: Errand) {
      happened.push(`prepared /${platform}/${api} ${credential?.kind ?? 'open'}`)
      return {
        async handler({ api }: Command) {
          happened.push(`called ${api}`)
          return does() as Promise<Uint8Array>
        },
        close: () => void happened.push('closed'),
      }
    },
  })
  const desk = executeParts({
    ...options,
    handler,
    through: (journal) => {
      const { claim, ...rest } = options.through?.(journal) ?? journal
      const noting: typeof claim = (ask) => {
        happened.push('claims')
        return claim(ask)
      }
      return { ...rest, claim: noting }
    },
  })
  return { ...desk, happened }
}

const prepared = 'prepared /wallet/pay open'

describe('a handler that gets ready', () => {
  it('does so before the claim, is called by what it prepared, and closes that in the end', async () => {
    const desk = preparingDesk()
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    expect(desk.happened).toEqual([prepared, 'claims', 'called pay', 'closed'])
  })

  it('is not called for a repeat, and closes what it prepared', async () => {
    const desk = preparingDesk()
    await desk.send('pay', payment)
    desk.happened.length = 0
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'repeated' })
    expect(desk.happened).toEqual([prepared, 'claims', 'closed'])
  })

  it('closes what it prepared while another delivery, or what is cancelled, runs', async () => {
    const { does, returns } = work()
    const desk = preparingDesk({}, does)
    const first = desk.send('pay', payment)
    await desk.time.pass(0)
    desk.happened.length = 0
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    expect(await desk.send('cancelPayment', cancelOf(payment))).toMatchObject({ disposition: 'in-progress' })
    expect(desk.happened.filter((what) => what === 'closed')).toHaveLength(2)
    expect(desk.happened.filter((what) => what.startsWith('called'))).toEqual([])
    returns(paid)
    await first
  })

  it('closes what it prepared where the claim fails', async () => {
    const desk = preparingDesk({ through: failingAt('claim', 'never') })
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'store-failed' })
    expect(desk.happened).toEqual([prepared, 'claims', 'closed'])
  })

  it('closes what it prepared where it throws, and at the deadline', async () => {
    const throwing = preparingDesk({}, () => {
      throw new Error('broken')
    })
    await throwing.send('pay', payment)
    expect(throwing.happened.at(-1)).toBe('closed')
    const hanging = preparingDesk({}, () => new Promise(() => undefined))
    const sent = hanging.send('pay', payment)
    await hanging.time.pass(60_000)
    expect(await sent).toMatchObject({ disposition: 'timed-out' })
    expect(hanging.happened.at(-1)).toBe('closed')
  })

  it('hears nothing of what is not understood, or too old', async () => {
    const desk = preparingDesk()
    await desk.send('pay', '{')
    await desk.send('payLater', payment)
    await desk.send('pay', payment, { sentAt: 0 })
    expect(desk.happened).toEqual([])
  })
})
