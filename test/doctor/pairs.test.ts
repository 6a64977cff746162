import { describe, expect, it } from 'vitest'
import { BODY, type Came, examine, exhibitOf, makeWorld, namesOf, type Signed } from './world.ts'

const { alipay, newer, ofOtherClient, known } = makeWorld()

const indented = JSON.stringify(JSON.parse(BODY), null, 2)
const withBase64 = (base64: string) => `keyVersion=1, signature=${base64.replaceAll('+', ' ')}`

type Row = readonly [causes: readonly string[], signed: Partial<Signed>, came: Partial<Came>]

const rows: readonly Row[] = [
  [['key-of-other-client', 'stage-missing'], { pair: ofOtherClient, uri: '/prod/antom/notify' }, {}],
  [['key-version-wrong', 'newline-added'], { pair: newer }, { body: `${BODY}\n` }],
  [['hash-other', 'json-indented'], { hash: 'sha1', body: indented }, {}],
  [['plus-to-space', 'trailing-slash-missing'], { uri: '/antom/notify/' }, { spell: withBase64 }],
  [['stage-missing', 'trailing-slash-missing'], { uri: '/prod/antom/notify/' }, {}],
  [['stage-added', 'trailing-slash-added'], { body: '{}' }, { target: '/prod/antom/notify/', body: '{}' }],
  [['full-url-signed', 'trailing-slash-missing'], { uri: 'https://pay.example.com/antom/notify/' }, {}],
  [['stage-missing', 'json-indented'], { uri: '/prod/antom/notify', body: indented }, {}],
  [
    ['full-url-signed', 'newline-missing'],
    { uri: 'https://pay.example.com/antom/notify', body: `${BODY}\n` },
    {},
  ],
  [
    ['stage-missing', 'time-reformatted'],
    { uri: '/prod/antom/notify', time: '2026-11-21T10:00:30+08:00' },
    {},
  ],
  [['client-other-case', 'time-reformatted'], { clientId: 'client_1', time: '1795226430' }, {}],
  [
    ['client-white-space', 'json-compact'],
    { clientId: 'CLIENT_1' },
    { clientId: 'CLIENT_1 ', body: indented },
  ],
  [['json-compact', 'slashes-escaped'], { body: BODY.replaceAll('/', '\\/') }, { body: indented }],
  [['members-sorted', 'json-indented'], { body: '{\n  "a": 1,\n  "b": 2\n}' }, { body: '{"b":2,"a":1}' }],
  [['bom-added', 'newline-added'], {}, { body: `\ufeff${BODY}\n` }],
  [
    ['body-base64', 'stage-added'],
    {},
    { target: '/prod/antom/notify', body: Buffer.from(BODY).toString('base64') },
  ],
  [['other-method-signed', 'stage-missing'], { method: 'post', uri: '/prod/antom/notify' }, {}],
  [
    ['text-line-end', 'newline-missing'],
    { text: `POST /antom/notify\\nCLIENT_1.2026-11-21T02:00:30Z.${BODY}\n` },
    {},
  ],
  [
    ['stage-missing', 'time-reformatted', 'newline-missing'],
    { uri: '/prod/antom/notify', time: '2026-11-21T02:00:30.000Z', body: `${BODY}\n` },
    {},
  ],
]

describe('several things at once', () => {
  it.each(rows)('%j', (causes, signed, came) => {
    const body = came.body ?? BODY
    const diagnosis = examine(exhibitOf({ pair: alipay, ...signed }, { ...came, body }), known)
    expect(namesOf(diagnosis).toSorted()).toEqual(causes.toSorted())
    expect(diagnosis.verdict).toBe('EXPLAINED')
  })
})
