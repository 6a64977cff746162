import { describe, expect, it } from 'vitest'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { bodyOf, type Draft, signDraft } from '../../tools/alipay/draft.ts'
import { faults } from '../../tools/alipay/faults.ts'
import { newKey, publicHalf } from '../../tools/alipay/key-pair.ts'
import { platforms, samplesOf } from '../../tools/alipay/samples.ts'
import { isSignatureOf, rsa256, signedText } from '../../tools/alipay/signatures.ts'
import { signatureOf } from '../../tools/alipay/spoil.ts'
import { forEvery } from '../support/for-every.ts'
import { stepsOf } from '../support/request/messages.ts'

const privateKey = await newKey()
const sender = {
  url: 'http://127.0.0.1:1/notify',
  clientId: 'CLIENT_1',
  keyVersion: '1',
  privateKey,
  partnerPublicKey: '',
  partnerKeyVersion: '1',
}

function draftOf(sample: ReturnType<typeof samplesOf>[number]): Draft {
  const target = `/notify/${sample.segment}`
  return {
    sender,
    sample,
    origin: 'http://127.0.0.1:1',
    target,
    uri: target,
    body: bodyOf(sample, 'run').body,
  }
}

function faultOf(name: string) {
  const found = faults.find((fault) => fault.name === name)
  if (!found) throw new Error(`no fault ${name}`)
  return found
}

const all = platforms.flatMap(samplesOf)

/** Whether the request that goes over the wire is signed over what it shows. */
function verifies(draft: Draft, name: string): boolean {
  const shot = faultOf(name).shotsOf(draft)?.at(-1)
  if (!shot) throw new Error(`${name} does not apply`)
  const signed = signDraft(shot.draft)
  const request = shot.alter?.(signed) ?? signed
  const headers = new Map(request.headers)
  const text = signedText(
    request.target,
    headers.get('Client-Id') ?? '',
    headers.get('Request-Time') ?? '',
    request.body,
  )
  const signature = Buffer.from(signatureOf(request), 'base64')
  return isSignatureOf(signature, text, publicHalf(privateKey), [rsa256])
}

describe('a fault', () => {
  it('has a name of its own and a line', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
    expect(faults.filter(({ name, what }) => !/^[a-z-]+$/.test(name) || what.includes('\n'))).toEqual([])
  })

  it.each(['late', 'future', 'huge-body', 'slow-body'])('%s leaves the signature as it must be', (name) => {
    const [sample] = all
    expect(sample && verifies(draftOf(sample), name)).toBe(true)
  })

  it.each([
    ...['wrong-key', 're-serialised', 'sorted-keys', 'newline-appended', 'altered-body', 'cut-body'],
    ...['stage-signed', 'trailing-slash-signed', 'full-url-signed', 'time-rewritten', 'no-signature'],
  ])(
    '%s makes of every message one whose signature does not hold',
    (name) =>
      forEvery(
        name === 'sorted-keys' ? all.filter((sample) => faultOf(name).shotsOf(draftOf(sample))) : all,
        (sample) => expect(verifies(draftOf(sample), name)).toBe(false),
      )(),
    60_000,
  )

  it('plus-to-space always has a space to show', () => {
    for (const sample of all.slice(0, 10)) {
      const [shot] = faultOf('plus-to-space').shotsOf(draftOf(sample)) ?? []
      const request = shot?.alter?.(signDraft(shot.draft))
      expect(new Map(request?.headers).get('Signature')).toMatch(/signature=.* /)
    }
  })

  it('stale says less than what is known already, wherever a sample has states', () => {
    const shown = all.flatMap((sample) => {
      const shots = sample.kind === 'notification' ? faultOf('stale').shotsOf(draftOf(sample)) : undefined
      const steps =
        shots &&
        stepsOf(
          sample.platform as PlatformName,
          shots.map(({ draft }) => draft.body),
        )
      return steps ? [[`${sample.platform} ${sample.name}`, steps[1]?.replace(/ at .*/, '')]] : []
    })
    expect(shown.length).toBe(12)
    expect(shown.filter(([, step]) => step !== 'stale')).toEqual([])
  })

  it('conflicting keeps the identity of a notification that is not known by its content, and changes the content', () => {
    const apis = all.filter(({ kind, name }) => kind === 'notification' && name === 'notifyPayment')
    for (const sample of apis) {
      const shots = faultOf('conflicting').shotsOf(draftOf(sample)) ?? []
      const [first, second] = shots.map(({ draft }) => draft.body)
      expect(second?.equals(first ?? Buffer.alloc(0))).toBe(false)
    }
  })

  it('that a message cannot have is none', () => {
    const meter = all.find(({ name }) => name === 'notifyMeterEvent')
    expect(meter && faultOf('stale').shotsOf(draftOf(meter))).toBeUndefined()
    const broken = meter && { ...draftOf(meter), body: Buffer.from('{') }
    expect(broken && faultOf('re-serialised').shotsOf(broken)).toBeUndefined()
    expect(broken && faultOf('conflicting').shotsOf(broken)).toBeUndefined()
  })
})
