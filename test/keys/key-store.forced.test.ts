import { describe, expect, it } from 'vitest'
import { aborted } from '../../lib/time/timing.ts'
import { fakeTime } from '../support/model/fake-time.ts'
import { first, loaded, minute, next, openOn, second, versionIn, wait } from './open-store.ts'

describe('a newer ring', () => {
  it('is read at once', async () => {
    const { secret, store, ring } = await loaded()
    secret.holds(next)
    const newer = await store.newerThan(ring)
    expect(versionIn(newer)).toBe('2')
    expect(await store.current()).toBe(newer)
  })

  it('is not there where the texts are the same, or cannot be read', async () => {
    const { secret, store, time, ring } = await loaded()
    expect(await store.newerThan(ring)).toBeUndefined()
    secret.fails()
    await time.pass(30 * second)
    expect(await store.newerThan(ring)).toBeUndefined()
    expect(secret.reads()).toBe(3)
    expect(await store.current()).toBe(ring)
  })

  it('is asked for at most once in 30 s, counted from the last time', async () => {
    const { secret, store, time, ring } = await loaded()
    await store.newerThan(ring)
    secret.holds(next)
    await time.pass(29_999)
    expect(await wait(time, store.newerThan(ring), 0)).toEqual({ value: undefined, waited: 0 })
    expect(secret.reads()).toBe(2)
    await time.pass(1)
    expect(versionIn(await store.newerThan(ring))).toBe('2')
  })

  it('is shared by all who ask at the same time', async () => {
    const { secret, store, ring } = await loaded()
    secret.holds(next)
    const rings = await Promise.all([store.newerThan(ring), store.newerThan(ring), store.newerThan(ring)])
    expect(new Set(rings).size).toBe(1)
    expect(versionIn(rings[0])).toBe('2')
    expect(secret.reads()).toBe(2)
  })

  it('is waited for a second at most, and taken when it comes later', async () => {
    const time = fakeTime()
    const answers = [async () => [first], () => aborted(time.timeout(1_200)).then(() => [next])]
    const { store } = openOn({ read: async () => answers.shift()?.() ?? [] }, time)
    const ring = await store.current()
    expect(await wait(time, store.newerThan(ring), second)).toEqual({ value: undefined, waited: second })
    await time.pass(200)
    expect(versionIn(await store.current())).toBe('2')
  })

  it('needs no read where the one in use is newer than the one that was seen', async () => {
    const { secret, store, time, ring } = await loaded()
    secret.holds(next)
    const newer = await store.newerThan(ring)
    await time.pass(minute)
    expect(await store.newerThan(ring)).toBe(newer)
    expect(secret.reads()).toBe(2)
  })

  it('may come from a refresh that is under way, which does not count as forced', async () => {
    const { secret, store, time, ring } = await loaded()
    await time.pass(5 * minute)
    await store.current()
    expect(await store.newerThan(ring)).toBeUndefined()
    expect(secret.reads()).toBe(2)
    secret.holds(next)
    expect(versionIn(await store.newerThan(ring))).toBe('2')
  })
})
