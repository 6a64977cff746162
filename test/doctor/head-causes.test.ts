import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { BODY, type Came, examine, exhibitOf, makeWorld, namesOf, type Signed } from './world.ts'

const { alipay, ours, ofOtherClient, known } = makeWorld()

const [uri, id, time] = ['/antom/notify', 'CLIENT_1', '2026-11-21T02:00:30Z']
const digestOf = (text: string, encoding: 'hex' | 'base64' = 'hex') => hash('sha256', text, encoding)
const documented = `POST ${uri}\n${id}.${time}.${BODY}`

type Row = readonly [what: string, signed: Partial<Signed>, came: Partial<Came>, name: string]

const clients: readonly Row[] = [
  ['in lower case', { clientId: 'client_1' }, {}, 'client-other-case'],
  ['in upper case, came in lower case', {}, { clientId: 'client_1' }, 'client-other-case'],
  ['with a space behind it', { clientId: 'CLIENT_1 ' }, {}, 'client-white-space'],
  ['that came with a space', {}, { clientId: ' CLIENT_1' }, 'client-white-space'],
  ['in quotation marks', { clientId: '"CLIENT_1"' }, {}, 'client-quoted'],
  ['that came in quotation marks', {}, { clientId: '"CLIENT_1"' }, 'client-quoted'],
  ['of another client', { clientId: 'CLIENT_2', pair: ofOtherClient }, {}, 'client-other'],
  ['that is empty', { clientId: '' }, {}, 'client-empty'],
  ['null', { clientId: 'null' }, {}, 'client-empty'],
]

const times: readonly Row[] = [
  ...[
    ...[
      '2026-11-21T02:00:30+00:00',
      '2026-11-21T02:00:30+0000',
      '2026-11-21T10:00:30+08:00',
      '2026-11-21T07:30:30+05:30',
    ],
    ...[
      '2026-11-21T02:00:30',
      '2026-11-21T02:00:30.000Z',
      '2026-11-21T02:00:30.000000Z',
      '2026-11-21 02:00:30',
    ],
    ...[
      '1795226430',
      '1795226430000',
      'Sat, 21 Nov 2026 02:00:30 GMT',
      '2026-11-20T21:00:30-05:00',
      '20261121020030',
    ],
    // Of a time that came cut to its second.
    '2026-11-21T02:00:30.123Z',
  ].map((other): Row => [`${other} for ${time}`, { time: other }, {}, 'time-reformatted']),
  ['seconds for milliseconds', {}, { time: '2026-11-21T02:00:30.123Z' }, 'time-reformatted'],
  ['a space for the T', {}, { time: '2026-11-21 02:00:30Z' }, 'time-reformatted'],
  ['the same clock in another zone', { time: '2026-11-21T02:00:30+08:00' }, {}, 'time-zone-swapped'],
  ['a local clock that says UTC', { time: '2026-11-21T10:00:30Z' }, {}, 'time-zone-swapped'],
  ['three seconds before', { time: '2026-11-21T02:00:27Z' }, {}, 'time-rewritten'],
  ['eleven minutes after', { time: '2026-11-21T02:11:30Z' }, {}, 'time-rewritten'],
  [
    'the header Date',
    { time: 'Fri, 20 Nov 2026 02:00:30 GMT' },
    { headers: { date: 'Fri, 20 Nov 2026 02:00:30 GMT' } },
    'time-of-other-header',
  ],
]

const forms: readonly (readonly [what: string, text: string | Buffer, name: string])[] = [
  ['no line feed', `POST ${uri}${id}.${time}.${BODY}`, 'text-line-end'],
  ['a literal \\n', `POST ${uri}\\n${id}.${time}.${BODY}`, 'text-line-end'],
  ['CR LF', `POST ${uri}\r\n${id}.${time}.${BODY}`, 'text-line-end'],
  ['a dot at the end', `${documented}.`, 'text-tail'],
  ['two spaces', `POST  ${uri}\n${id}.${time}.${BODY}`, 'text-first-line'],
  ['no first line', `${id}.${time}.${BODY}`, 'text-first-line'],
  ['commas', `POST ${uri}\n${id},${time},${BODY}`, 'text-dots'],
  ['no dots', `POST ${uri}\n${id}${time}${BODY}`, 'text-dots'],
  ['spaces around the first dot', `POST ${uri}\n${id} . ${time}.${BODY}`, 'text-dots'],
  ['vertical bars', `POST ${uri}\n${id}|${time}|${BODY}`, 'text-dots'],
  ['a line feed behind POST', `POST\n${uri}\n${id}.${time}.${BODY}`, 'text-first-line'],
  ['no body, and no dot before it', `POST ${uri}\n${id}.${time}`, 'body-not-signed'],
  ['the time first', `POST ${uri}\n${time}.${id}.${BODY}`, 'text-order'],
  ['the body alone', BODY, 'body-alone-signed'],
  ['a digest for the body', `POST ${uri}\n${id}.${time}.${digestOf(BODY)}`, 'digest-signed'],
  ['its own digest', hash('sha256', documented, 'buffer'), 'digest-signed'],
  ['its own digest in hex', digestOf(documented), 'digest-signed'],
  ['its base64', Buffer.from(documented).toString('base64'), 'text-base64-signed'],
  ['a byte order mark', `\ufeff${documented}`, 'text-bom-signed'],
]

describe('a head that was signed otherwise', () => {
  it.each(clients)('a Client-Id %s', (_what, signed, came, name) => {
    expect(namesOf(examine(exhibitOf({ pair: alipay, ...signed }, came), known))).toEqual([name])
  })

  it.each(times)('a time: %s', (_what, signed, came, name) => {
    expect(namesOf(examine(exhibitOf({ pair: alipay, ...signed }, came), known))).toEqual([name])
  })

  it.each(['GET', 'PUT', 'post'])('the method %s', (method) => {
    const diagnosis = examine(exhibitOf({ pair: alipay, method }), known)
    expect(namesOf(diagnosis)).toEqual(['other-method-signed'])
  })

  it.each(forms)('the text with %s', (_what, text, name) => {
    const diagnosis = examine(exhibitOf({ pair: alipay, text }), known)
    expect(namesOf(diagnosis)).toEqual([name])
    expect(diagnosis.signedText).toEqual(Buffer.from(text))
  })

  it.each([alipay, ours])('a reply that is verified as a request', (pair) => {
    const replyTime = '2026-11-21T02:00:31Z'
    const came = { headers: { 'response-time': replyTime }, time: undefined }
    expect(namesOf(examine(exhibitOf({ pair, time: replyTime }, came), known))).toEqual(['reply-as-request'])
  })
})
