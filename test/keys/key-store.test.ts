import { describe, expect, it } from 'vitest'
import { aborted } from '../../lib/keys/aborted.ts'
import { createKeyStore } from '../../lib/keys/key-store.ts'
import type { SecretSource } from '../../lib/keys/secret-source.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { memorySecretSource } from '../support/memory/memory-secret-source.ts'
import { fakeTime } from '../support/model/fake-time.ts'
import { first, loaded, minute, next, open, openOn, second, versionIn, wait } from './open-store.ts'

describe('the first load', () => {
  it('begins before anybody asks', () => {
    const { secret } = open(first)
    expect(secret.reads()).toBe(1)
  })

  it('is waited for, and serves everybody', async () => {
    const time = fakeTime()
    const slow: SecretSource = { read: () => aborted(time.timeout(400)).then(() => [first]) }
    const { store } = openOn(slow, time)
    const other = store.current()
    const { value, waited } = await wait(time, store.current())
    expect([versionIn(value), waited]).toEqual(['1', 400])
    expect(await other).toBe(value)
  })

  it.each([undefined, 'deaf'] as const)(
    'is over after 1.5 s, whatever the source does (%s)',
    async (deaf) => {
      const secret = memorySecretSource()
      secret.hangs(deaf)
      const { store, time, reports } = openOn(secret)
      const { value, waited } = await wait(time, store.current())
      expect([value.size, waited]).toEqual([0, 1_500])
      expect(reports).toEqual([['antom: could not be read: TimeoutError']])
    },
  )

  it('is shared for as long as it runs', async () => {
    const secret = memorySecretSource()
    secret.hangs()
    const { store, time } = openOn(secret)
    await time.pass(1_200)
    expect((await wait(time, store.current())).waited).toBe(300)
    expect(secret.reads()).toBe(1)
  })

  it('is tried again at most once a second, and waited for, where no key could be read', async () => {
    const { secret, store, time } = open()
    secret.fails()
    await time.pass(second)
    expect((await store.current()).size).toBe(0)
    expect((await store.current()).size).toBe(0)
    expect(secret.reads()).toBe(2)
    secret.holds(first)
    await time.pass(999)
    expect((await store.current()).size).toBe(0)
    await time.pass(1)
    expect(versionIn(await store.current())).toBe('1')
    expect(secret.reads()).toBe(3)
  })

  it('begins anew where the environment was frozen in the middle of it', async () => {
    const time = fakeTime()
    let reads = 0
    const source: SecretSource = { read: async () => (++reads === 1 ? new Promise(() => {}) : [first]) }
    const { store, reports } = openOn(source, time)
    time.freeze(20 * minute)
    const { value, waited } = await wait(time, store.current())
    expect([versionIn(value), waited, reports]).toEqual(['1', 0, []])
  })

  it('works by the timers of the platform too', async () => {
    const { clock } = fakeTime()
    const source = memorySecretSource(first)
    const store = createKeyStore({ source, platform: antom, clock, report: () => {} })
    expect(versionIn(await store.current())).toBe('1')
  })
})

describe('a refresh', () => {
  it('begins when the ring is five minutes old, beside its caller', async () => {
    const { secret, store, time, ring } = await loaded()
    secret.holds(next)
    await time.pass(5 * minute - 1)
    expect(await store.current()).toBe(ring)
    expect(secret.reads()).toBe(1)
    await time.pass(1)
    expect(await store.current()).toBe(ring)
    expect(secret.reads()).toBe(2)
    await time.pass(0)
    expect(versionIn(await store.current())).toBe('2')
  })

  it('is beside its caller after a slow read too', async () => {
    const time = fakeTime()
    const answers = [() => aborted(time.timeout(1_400)).then(() => [first])]
    const { store } = openOn({ read: () => answers.shift()?.() ?? new Promise(() => {}) }, time)
    await wait(time, store.current())
    await time.pass(5 * minute)
    expect((await wait(time, store.current())).waited).toBe(0)
  })

  it('that finds the same texts leaves the same ring', async () => {
    const { secret, store, time, ring } = await loaded()
    await time.pass(5 * minute)
    await store.current()
    await time.pass(0)
    expect(await store.current()).toBe(ring)
    expect(secret.reads()).toBe(2)
  })

  it('that fails leaves the ring, and is tried again after 30 s', async () => {
    const { secret, store, time, ring } = await loaded()
    secret.fails()
    await time.pass(5 * minute)
    for (const passed of [0, 29_999]) {
      await time.pass(passed)
      expect(await store.current()).toBe(ring)
    }
    expect(secret.reads()).toBe(2)
    await time.pass(1)
    expect(await store.current()).toBe(ring)
    expect(secret.reads()).toBe(3)
  })

  it('that is tried again is waited for, a second at most', async () => {
    const { secret, store, time, ring } = await loaded()
    secret.hangs('deaf')
    await time.pass(5 * minute)
    expect(await wait(time, store.current())).toEqual({ value: ring, waited: 0 })
    await time.pass(30 * second)
    expect(await wait(time, store.current())).toEqual({ value: ring, waited: second })
  })

  it('that was frozen with the environment is given up, and cannot undo a later one', async () => {
    const time = fakeTime()
    const late = Promise.withResolvers<string[]>()
    const answers = [async () => [first], () => late.promise, async () => [next]]
    const { store } = openOn({ read: async () => answers.shift()?.() ?? [] }, time)
    await store.current()
    await time.pass(5 * minute)
    await store.current()
    time.freeze(10 * minute)
    expect(versionIn(await store.current())).toBe('2')
    late.resolve([first])
    await time.pass(0)
    expect(versionIn(await store.current())).toBe('2')
  })

  it('that ends because it was frozen is not reported, and the next one is waited for', async () => {
    const { secret, store, time, reports } = await loaded()
    secret.hangs()
    await time.pass(5 * minute)
    await store.current()
    time.freeze(10 * minute)
    await time.pass(0)
    secret.holds(next)
    expect(versionIn(await store.current())).toBe('2')
    expect(reports).toEqual([])
  })

  it('is not put off by a clock that was set back', async () => {
    const { secret, store, time } = await loaded()
    time.setClock(-24 * 60 * minute)
    await store.current()
    expect(secret.reads()).toBe(2)
  })
})
