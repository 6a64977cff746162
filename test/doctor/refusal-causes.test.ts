import { describe, expect, it } from 'vitest'
import { refusalReasons } from '../../lib/protocol/refusal.ts'
import { clientOf, makePair } from '../protocol/sender.ts'
import { BODY, type Came, examine, exhibitOf, makeWorld, namesOf, type Signed } from './world.ts'

const { alipay, ofWallet, known } = makeWorld()

const spelt = (rest: string) => (base64: string) => `${rest}signature=${encodeURIComponent(base64)}`

type Row = readonly [reason: string, signed: Partial<Signed>, came: Partial<Came>, names: readonly string[]]

const rows: readonly Row[] = [
  ['path-illegal', { uri: '/antom/a%20b' }, { target: '/antom/a%20b' }, ['path-encoded-otherwise']],
  ['path-illegal', { uri: '/antom/a b' }, { target: '/antom/a%20b' }, ['path-illegal']],
  ['client-missing', {}, { clientId: undefined }, ['client-missing']],
  ['client-malformed', {}, { clientId: 'CLIENT_1,CLIENT_1' }, ['header-doubled']],
  ['client-malformed', { clientId: 'A,B' }, { clientId: 'A,B' }, ['client-malformed']],
  ['client-unknown', { clientId: 'STRANGER' }, { clientId: 'STRANGER' }, ['client-unknown']],
  [
    'client-unknown',
    { clientId: 'WALLET_1', pair: ofWallet },
    { clientId: 'WALLET_1' },
    ['client-of-other-platform'],
  ],
  ['time-missing', {}, { time: undefined }, ['time-missing']],
  ['time-malformed', { time: 'yesterday' }, { time: 'yesterday' }, ['time-malformed']],
  [
    'time-malformed',
    { time: '1795226430', body: '[]' },
    { time: '1795226430', body: '[]' },
    ['time-malformed'],
  ],
  ['signature-missing', {}, { spell: () => undefined }, ['signature-missing']],
  ['signature-malformed', {}, { spell: () => 'signature=' }, ['signature-malformed']],
  ['algorithm-unknown', {}, { spell: spelt('algorithm=RS512,') }, ['algorithm-wrong']],
  ['algorithm-unknown', {}, { spell: () => 'algorithm=RS512,signature=AAAA' }, ['algorithm-unknown']],
  ['algorithm-mismatch', {}, { spell: () => 'algorithm=ECC256,signature=AAAA' }, ['algorithm-mismatch']],
  ['key-version-unknown', {}, { spell: spelt('keyVersion=9,') }, ['key-version-wrong']],
  [
    'key-version-unknown',
    { pair: makePair('RSA256') },
    { spell: spelt('keyVersion=9,') },
    ['key-version-unknown'],
  ],
  ['signature-length', {}, { spell: (base64) => `signature=${base64.slice(0, 100)}` }, ['signature-length']],
  ['body-too-large', ...twice({ body: `"${'a'.repeat(1_048_576)}"` }), ['body-too-large']],
]

function twice(changes: { body: string }) {
  return [changes, changes] as const
}

describe('a refusal that needs no signature', () => {
  it.each(rows)('%s', (reason, signed, came, names) => {
    const diagnosis = examine(exhibitOf({ pair: alipay, ...signed }, came), known)
    expect(diagnosis).toMatchObject({ verdict: 'EXPLAINED', reason })
    expect(namesOf(diagnosis)).toEqual(names)
  })

  it('client-unreadable', () => {
    const ring = { client: () => 'unreadable' as const, size: 1 }
    const unreadable = { rings: new Map([['antom', ring] as const]), keys: [] }
    const diagnosis = examine(exhibitOf({ pair: alipay }), unreadable)
    expect(namesOf(diagnosis)).toEqual(['client-unreadable'])
  })

  it('has a row here for every reason but the mismatch', () => {
    const held = new Set([...rows.map(([reason]) => reason), 'client-unreadable', 'signature-mismatch'])
    expect(refusalReasons.filter((reason) => !held.has(reason))).toEqual([])
  })

  it('says that no key is known where there is none', () => {
    const diagnosis = examine(exhibitOf({ pair: alipay }), { rings: new Map(), keys: [] })
    expect(diagnosis).toMatchObject({ verdict: 'EXPLAINED', key: { kind: 'silent' } })
    expect(diagnosis.causes[0]?.what).toBe('no key of antom is known here, so that no client is either')
  })

  it('and a change of the text beside it: both', () => {
    const came = { spell: spelt('keyVersion=9,'), body: `${BODY}\n` }
    const diagnosis = examine(exhibitOf({ pair: alipay }, came), known)
    expect(namesOf(diagnosis)).toEqual(['key-version-wrong', 'newline-added'])
  })

  it('is named, and the search goes on, where the text stays unknown', () => {
    const spell = spelt('keyVersion=9,')
    const diagnosis = examine(exhibitOf({ pair: alipay, text: 'anything' }, { spell }), known)
    expect(diagnosis).toMatchObject({ verdict: 'UNEXPLAINED', key: { kind: 'made-by' } })
    expect(namesOf(diagnosis)).toEqual(['key-version-unknown'])
  })

  it('is not named beside the header that came under another name', () => {
    const came = { clientId: undefined, headers: { client_id: 'CLIENT_1' } }
    const diagnosis = examine(exhibitOf({ pair: alipay, text: 'anything' }, came), known)
    expect(diagnosis).toMatchObject({ verdict: 'UNEXPLAINED', reason: 'client-missing' })
    expect(namesOf(diagnosis)).toEqual(['header-renamed'])
  })

  it('comes of six verifications that did not suffice', () => {
    const rest = [2, 3, 4, 5, 6, 7, 8].map((version) =>
      makePair('ECC256', { version: String(version), encoding: 'raw' }),
    )
    const ring = { client: () => clientOf('CLIENT_1', [...rest, rest[0] ?? alipay] as never), size: 1 }
    expect(ring.client().verifying).toHaveLength(8)
    const pair = rest.at(-1) ?? alipay
    const keys = rest.map(({ verifying }) => ({ owner: 'alipay' as const, key: verifying.key, source: 'x' }))
    const exhibit = exhibitOf({ pair }, { spell: spelt('') })
    const diagnosis = examine(exhibit, { rings: new Map([['antom', ring] as const]), keys })
    expect(namesOf(diagnosis)).toEqual(['too-many-tries'])
  })
})
