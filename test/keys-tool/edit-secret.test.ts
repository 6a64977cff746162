import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addEntry,
  entryAt,
  type ListPlace,
  removeEntries,
  setCurrent,
} from '../../tools/keys/rotate/edit-secret.ts'

const place: ListPlace = { clientId: 'SHOP', list: 'signing' }
const compact = '{"clients":{"SHOP":{"signing":[{"version":"1","key":"a\\"]}"}],"verifying":[]}}}'
const asInTheDocs = `{"clients": {"SHOP": {
   "signing":   [{"version": "1", "key": "a", "current": true}],
   "verifying": [{"version": "1", "key": "b"}]}}}
`
const spread = `${JSON.stringify(JSON.parse(asInTheDocs), null, 2)}\n`

describe('an edit of a secret', () => {
  it.each([
    [
      'compact',
      compact,
      '{"clients":{"SHOP":{"signing":[{"version":"1","key":"a\\"]}"},{"version":"2"}],"verifying":[]}}}',
    ],
    ['as the pages show it', asInTheDocs, asInTheDocs.replace('true}]', 'true},{"version":"2"}]')],
    [
      'spread over lines',
      spread,
      spread.replace('true\n        }', 'true\n        },\n        {\n          "version": "2"\n        }'),
    ],
    [
      'with an empty list',
      '{"clients":{"SHOP":{"signing":[ ]}}}',
      '{"clients":{"SHOP":{"signing":[{"version":"2"}]}}}',
    ],
  ])('adds an entry, and changes nothing else: %s', (_, text, expected) => {
    expect(addEntry(text, place, { version: '2' })).toBe(expected)
  })

  it('moves current, adding the member where it is missing', () => {
    const two = addEntry(asInTheDocs, place, { version: '2' })
    expect(setCurrent(two, place, 1)).toBe(
      two.replace('true}', 'false}').replace('"2"}', '"2", "current": true}'),
    )
    expect(setCurrent(compact, place, 0)).toBe(compact.replace(']}"}', ']}", "current": true}'))
  })

  it.each([[0], [1], [2]])('takes an entry out, and leaves the others as they are: %i', (index) => {
    const three = addEntry(addEntry(spread, place, { version: '2' }), place, { version: '3' })
    const left = JSON.parse(removeEntries(three, place, [index])).clients.SHOP
    expect(left.signing.map(({ version }: { version: string }) => version)).toEqual(
      ['1', '2', '3'].toSpliced(index, 1),
    )
    expect(left.verifying).toEqual([{ version: '1', key: 'b' }])
  })

  it('undoes itself: what was added and taken out again leaves every byte', () => {
    for (const text of [compact, asInTheDocs, spread]) {
      expect(removeEntries(addEntry(text, place, { version: '2', key: 'c' }), place, [1])).toBe(text)
    }
  })

  it('counts the last of members that are named twice, as JSON.parse does', () => {
    const twice = '{"clients":{"SHOP":{"signing":[{"version":"1"}],"signing":[{"version":"7"}]}}}'
    expect(entryAt(twice, place, 0)).toEqual({ version: '7' })
    expect(JSON.parse(addEntry(twice, place, { version: '8' })).clients.SHOP.signing).toHaveLength(2)
  })

  it('does to any JSON what the same edit of its value does', () => {
    const entry = fc.dictionary(fc.string(), fc.jsonValue())
    const lists = fc.record({
      before: fc.jsonValue(),
      signing: fc.array(entry, { minLength: 1 }),
      after: fc.jsonValue(),
    })
    fc.assert(
      fc.property(lists, fc.string(), fc.constantFrom(undefined, 1, 2, '\t'), (client, id, space) => {
        const at: ListPlace = { clientId: id, list: 'signing' }
        const value = { clients: { other: client, [id]: client }, more: client }
        const text = JSON.stringify(value, null, space)
        const added = JSON.parse(addEntry(text, at, { version: '2' }))
        const expected = structuredClone(value)
        expected.clients[id] = { ...client, signing: [...client.signing, { version: '2' }] }
        expect(added).toEqual(JSON.parse(JSON.stringify(expected)))
        expected.clients[id] = { ...client, signing: client.signing.slice(1) }
        expect(JSON.parse(removeEntries(text, at, [0]))).toEqual(JSON.parse(JSON.stringify(expected)))
      }),
      { numRuns: 200 },
    )
  })
})
