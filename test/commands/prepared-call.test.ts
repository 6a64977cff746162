import { describe, expect, it } from 'vitest'
import type { Command, Destination } from '../../lib/commands/backend.ts'
import { cancelOf, executeParts, failingAt, paid, payment, work } from '../support/memory/execute-parts.ts'

/** An engine whose backend gets ready, and what became of it, claims included. */
function preparingEngine(options: Parameters<typeof executeParts>[0] = {}, does: () => unknown = () => paid) {
  const happened: string[] = []
  const unprepared = () => Promise.reject(new Error('called without what was prepared'))
  const backend = Object.assign(unprepared, {
    prepare({ platform, api, credential }: Destination) {
      happened.push(`prepared /${platform}/${api} ${credential?.kind ?? 'open'}`)
      return {
        async backend({ api }: Command) {
          happened.push(`called ${api}`)
          return does() as Promise<Uint8Array>
        },
        close: () => void happened.push('closed'),
      }
    },
  })
  const engine = executeParts({
    ...options,
    backend,
    through: (journal) => {
      const { claim, ...rest } = options.through?.(journal) ?? journal
      const noting: typeof claim = (ask) => {
        happened.push('claims')
        return claim(ask)
      }
      return { ...rest, claim: noting }
    },
  })
  return { ...engine, happened }
}

const prepared = 'prepared /wallet/pay open'

describe('a backend that gets ready', () => {
  it('does so before the claim, is called by what it prepared, and closes that in the end', async () => {
    const engine = preparingEngine()
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    expect(engine.happened).toEqual([prepared, 'claims', 'called pay', 'closed'])
  })

  it('is not called for a repeat, and closes what it prepared', async () => {
    const engine = preparingEngine()
    await engine.send('pay', payment)
    engine.happened.length = 0
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'repeated' })
    expect(engine.happened).toEqual([prepared, 'claims', 'closed'])
  })

  it('closes what it prepared while another delivery, or what is cancelled, runs', async () => {
    const { does, returns } = work()
    const engine = preparingEngine({}, does)
    const first = engine.send('pay', payment)
    await engine.time.pass(0)
    engine.happened.length = 0
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    expect(await engine.send('cancelPayment', cancelOf(payment))).toMatchObject({
      disposition: 'in-progress',
    })
    expect(engine.happened.filter((what) => what === 'closed')).toHaveLength(2)
    expect(engine.happened.filter((what) => what.startsWith('called'))).toEqual([])
    returns(paid)
    await first
  })

  it('closes what it prepared where the claim fails', async () => {
    const engine = preparingEngine({ through: failingAt('claim', 'never') })
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'store-failed' })
    expect(engine.happened).toEqual([prepared, 'claims', 'closed'])
  })

  it('closes what it prepared where it throws, and at the deadline', async () => {
    const throwing = preparingEngine({}, () => {
      throw new Error('broken')
    })
    await throwing.send('pay', payment)
    expect(throwing.happened.at(-1)).toBe('closed')
    const hanging = preparingEngine({}, () => new Promise(() => undefined))
    const sent = hanging.send('pay', payment)
    await hanging.time.pass(60_000)
    expect(await sent).toMatchObject({ disposition: 'timed-out' })
    expect(hanging.happened.at(-1)).toBe('closed')
  })

  it.each([
    ['prepare', 'it was not prepared: Error: not now'],
    ['close', 'what was prepared is not closed: Error: not now'],
  ] as const)(
    'may throw at %s: the command is executed all the same, and the log says so',
    async (step, cause) => {
      const throws = () => {
        throw new Error('not now')
      }
      const pays = async () => Buffer.from(JSON.stringify(paid))
      const prepare = step === 'prepare' ? throws : () => ({ backend: pays, close: throws })
      const engine = executeParts({ backend: Object.assign(pays, { prepare }) })
      expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'succeeded', cause })
      expect(engine.recorded().act?.outcome?.status).toBe('S')
    },
  )

  it('hears nothing of what is not understood, or too old', async () => {
    const engine = preparingEngine()
    await engine.send('pay', '{')
    await engine.send('payLater', payment)
    await engine.send('pay', payment, { sentAt: 0 })
    expect(engine.happened).toEqual([])
  })
})
