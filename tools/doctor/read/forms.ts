import { type Checked, passed, refused } from '../../../lib/protocol/checked.ts'
import { curl } from './curl.ts'
import type { Form, Found, ReadFile } from './found.ts'
import { readGatewayEvent } from './gateway-event.ts'
import { readHarEntry, readPostmanItem } from './har.ts'
import { http } from './http.ts'
import { readReceipt, readRefusedItem } from './items.ts'
import { readLogLine } from './log-line.ts'
import { readRecordedCall } from './recorded-call.ts'
import { findRecords, type JsonRecord } from './records.ts'

/** Every form that a request can come in, in the order in which they are tried. */
export const forms: readonly Form[] = [
  http,
  curl,
  jsonForm('event', 'an event of API Gateway or a load balancer, also within a log', readGatewayEvent),
  jsonForm('har', 'a HAR file or an entry of one', readHarEntry),
  jsonForm('postman', 'a request that Postman exported', readPostmanItem),
  jsonForm('recording', 'a recording of start or send --record', readRecordedCall),
  jsonForm('receipt', 'a receipt: the item of the table, in JSON', readReceipt),
  jsonForm('refused', 'a kept refusal: the item of the table, in JSON', readRefusedItem),
  jsonForm('log', "a line of the receiver's log", readLogLine),
]

function jsonForm(name: string, what: string, read: (record: JsonRecord) => Found | undefined): Form {
  return {
    name,
    what,
    read(text) {
      const found = findRecords(text.toString('utf8'), read)
      return found.length > 0 ? passed(found) : undefined
    },
  }
}

/**
 * The messages in what somebody gave: of a HAR's many requests those that are signed, or at least POSTs. Refused in a
 * sentence where there is none. Throws nothing, whatever the bytes are.
 */
export function readMessages(
  text: Buffer,
  readFile: ReadFile,
  chosen: readonly Form[] = forms,
): Checked<readonly Found[], string> {
  for (const form of chosen) {
    const reading = form.read(text, readFile)
    if (reading && !reading.ok) return refused(`the input, read as ${form.what}, ${reading.refusal}`)
    if (reading) return passed(worthExplaining(reading.value))
  }
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(chosen.map(({ what }) => what))
  return refused(`the input is not ${names}${hintOn(text)}`)
}

function worthExplaining(found: readonly Found[]): readonly Found[] {
  const signed = found.filter(
    ({ readings: [{ exhibit }], logged }) => logged || exhibit.headers.has('signature'),
  )
  const posted = found.filter(({ readings: [{ exhibit }] }) => exhibit.method === 'POST')
  return signed.length > 0 ? signed : posted.length > 0 ? posted : found
}

/** What people give most often in place of a whole request. */
const hints: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [/^\s*$/, ': it is empty'],
  [/^\s*\{/, ': a body alone proves nothing, the request line and the headers are needed'],
  [
    /^(?:client-id|request-time|signature|content-type|host)\s*:/im,
    ': begin with the request line, such as POST /antom/notify HTTP/1.1',
  ],
  [/^HTTP\/[\d.]+ \d/, ': this is an answer, and the request is needed'],
]

function hintOn(text: Buffer): string {
  const head = text.toString('latin1', 0, 4_096)
  const [, hint = ''] = hints.find(([pattern]) => pattern.test(head)) ?? []
  return hint
}
