import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClientKeys, KeyRing } from '../../lib/protocol/keys.ts'
import { type RefusalReason, refusalReasons } from '../../lib/protocol/refusal.ts'
import type { ReceivedRequest } from '../../lib/protocol/request.ts'
import { createRefusedKeeper, type RefusedStore } from '../../lib/refused/refused-keeper.ts'
import { memoryRefused } from '../support/memory/memory-refused.ts'
import { fakeTime } from '../support/model/fake-time.ts'
import { noon } from '../support/request/verified-request.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const BOUND = 5

/** Knows CLIENT_1, and cannot read the keys of BROKEN. */
const ring: KeyRing = {
  size: 1,
  client: (id) => (id === 'BROKEN' ? 'unreadable' : id === 'CLIENT_1' ? ({} as ClientKeys) : undefined),
}

const proof = {
  'client-id': 'CLIENT_1',
  'request-time': '2026-11-21T12:00:00Z',
  signature: 'algorithm=RSA256, keyVersion=1, signature=AAAA',
}
const received = (changes: Partial<ReceivedRequest> = {}): ReceivedRequest => ({
  rawPath: '/antom/notify',
  rawQueryString: 'a=b',
  headers: new Map(Object.entries(proof)),
  body: Buffer.from('{}'),
  receivedAt: noon,
  ...changes,
})
const of = (reason: RefusalReason) => ({ platform: 'antom', contract: 'notification', reason }) as const

function openKeeper(keepMs = 24 * HOUR_MS, store?: RefusedStore) {
  const memory = memoryRefused()
  const time = fakeTime()
  const keeper = createRefusedKeeper({ store: store ?? memory, keepMs, timeout: time.timeout })
  const keep = (request = received(), reason: RefusalReason = 'signature-mismatch') =>
    keeper.keep(request, of(reason), ring)
  return { keep, store: memory, time }
}

describe('what is kept of a refused request', () => {
  it('is the message, its proof and the way that it came, and no credential', async () => {
    const { keep, store } = openKeeper()
    const shown = {
      ...proof,
      encrypt: 'algorithm=RSA_AES',
      'content-type': 'application/json',
      host: 'pay.example.com',
      'x-forwarded-proto': 'https',
    }
    const secret = {
      'agent-token': 'canary',
      authorization: 'canary',
      cookie: 'canary',
      'x-api-key': 'canary',
      'x-forwarded-for': '192.0.2.1',
    }
    const id = await keep(received({ headers: new Map(Object.entries({ ...secret, ...shown })) }))
    expect(store.requests()).toEqual([
      {
        id,
        ...of('signature-mismatch'),
        path: '/antom/notify',
        query: 'a=b',
        headers: shown,
        body: Buffer.from('{}'),
        receivedAt: noon,
        expires: noon / 1000 + 24 * 3600,
      },
    ])
    expect(id).toMatch(/^[0-9a-f]{64}$/)
  })

  it('has one id for one message, whenever and whyever it is refused', async () => {
    const { keep, store } = openKeeper()
    const first = await keep()
    expect(await keep(received({ receivedAt: noon + 1 }), 'key-version-unknown')).toBe(first)
    expect(store.requests()).toHaveLength(1)
  })

  it.each<[string, Partial<ReceivedRequest>]>([
    ['body', { body: Buffer.from('{} ') }],
    ['path', { rawPath: '/antom/notify/' }],
    ['query', { rawQueryString: '' }],
    ['time', { headers: new Map(Object.entries({ ...proof, 'request-time': '2026-11-21T12:00:01Z' })) }],
    ['host', { headers: new Map(Object.entries({ ...proof, host: 'other.example.com' })) }],
  ])('has another id where the %s is another', async (_, changes) => {
    const { keep, store } = openKeeper()
    expect(await keep(received(changes))).not.toBe(await keep())
    expect(store.requests()).toHaveLength(2)
  })
})

describe('what is not kept', () => {
  it('is what neither another key nor another setting nor a mended sender could make genuine', async () => {
    const kept: RefusalReason[] = []
    for (const reason of refusalReasons) {
      if (await openKeeper().keep(received(), reason)) kept.push(reason)
    }
    expect(kept).toEqual([
      'client-unreadable',
      'time-malformed',
      'signature-malformed',
      'algorithm-unknown',
      'algorithm-mismatch',
      'key-version-unknown',
      'signature-length',
      'signature-mismatch',
    ])
  })

  it.each<[string, Partial<ReceivedRequest>, kept: boolean]>([
    ['a client whose keys cannot be read', { headers: new Map([['client-id', 'BROKEN']]) }, true],
    ['a client that no secret names', { headers: new Map([['client-id', 'SOMEBODY']]) }, false],
    ['no client', { headers: new Map() }, false],
    ['a body of 64 KiB', { body: Buffer.alloc(65_536) }, true],
    ['a body of one byte more', { body: Buffer.alloc(65_537) }, false],
  ])('%s', async (_, changes, kept) => {
    const { keep, store } = openKeeper()
    expect((await keep(received(changes))) !== undefined).toBe(kept)
    expect(store.writes()).toBe(kept ? 1 : 0)
  })

  it('is anything, where it is kept for 0 hours', async () => {
    const { keep, store } = openKeeper(0)
    expect(await keep()).toBeUndefined()
    expect(store.writes()).toBe(0)
  })
})

describe('the bound', () => {
  it('is five a minute for each reason', async () => {
    const { keep, store } = openKeeper()
    for (let ms = 0; ms <= MINUTE_MS; ms += 100) {
      await keep(received({ receivedAt: noon + ms }))
      await keep(received({ receivedAt: noon + ms }), 'key-version-unknown')
    }
    expect(store.writes()).toBe(2 * (BOUND + 1))
  })

  it('holds for every sequence of refusals and any clock, also one that is set back', async () => {
    const step = fc.record({
      byMs: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
        { weight: 1, arbitrary: fc.constantFrom(-120_000, -60_000, 60_000, 120_000) },
      ),
      reason: fc.constantFrom<RefusalReason>('signature-mismatch', 'time-malformed'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 120, size: 'max' }), async (steps) => {
        const { keep } = openKeeper()
        const written = new Map<RefusalReason, number[]>()
        let now = noon
        for (const { byMs, reason } of steps) {
          now += byMs
          if (await keep(received({ receivedAt: now }), reason)) {
            written.set(reason, [...(written.get(reason) ?? []), now])
          }
        }
        for (const times of written.values()) {
          for (const from of times) {
            const within = times.filter((time) => time >= from && time < from + MINUTE_MS)
            expect(within.length).toBeLessThanOrEqual(BOUND)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a store that does not answer', () => {
  it('is waited for half a second, and then given up', async () => {
    let given: AbortSignal | undefined
    const hanging: RefusedStore = {
      keep(_, signal) {
        given = signal
        return new Promise(() => undefined)
      },
    }
    const { keep, time } = openKeeper(HOUR_MS, hanging)
    const outcome = keep().then(
      () => 'kept',
      (cause: unknown) => `${cause} after ${time.elapsed()} ms`,
    )
    await time.pass(10_000)
    expect(await outcome).toBe('TimeoutError: too late after 500 ms')
    expect(given?.aborted).toBe(true)
  })
})
