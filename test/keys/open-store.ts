import { createKeyStore } from '../../lib/keys/key-store.ts'
import type { SecretSource } from '../../lib/keys/secret-source.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import { memorySecretSource } from '../support/memory/memory-secret-source.ts'
import { type FakeTime, fakeTime } from '../support/model/fake-time.ts'
import { alipay, clientEntry, secretOf, verifyingEntry } from './secrets.ts'

export const second = 1_000
export const minute = 60 * second

/** A secret whose client A has Alipay's key under this version. */
export const versioned = (version: string) =>
  secretOf({ A: clientEntry({ verifying: [verifyingEntry(alipay, { version })] }) })
export const first = versioned('1')
export const next = versioned('2')

export const versionIn = (ring: KeyRing | undefined) => {
  const client = ring?.client('A')
  return typeof client === 'object' ? client.verifying[0]?.version : client
}

export function open(...texts: readonly string[]) {
  const secret = memorySecretSource(...texts)
  return { secret, ...openOn(secret) }
}

export function openOn(source: SecretSource, time = fakeTime()) {
  const reports: (readonly string[])[] = []
  const { clock, timeout } = time
  const report = (lines: readonly string[]) => void reports.push(lines)
  return { time, reports, store: createKeyStore({ source, platform: antom, clock, report, timeout }) }
}

/** How long a caller waited, in milliseconds of the time that is passed here. */
export async function wait<Value>(time: FakeTime, promise: Promise<Value>, atMost = 10 * second) {
  const start = time.elapsed()
  const settled = promise.then((value) => ({ value, waited: time.elapsed() - start }))
  await time.pass(atMost)
  return settled
}

/** A store that holds the first version. */
export async function loaded() {
  const opened = open(first)
  return { ...opened, ring: await opened.store.current() }
}
