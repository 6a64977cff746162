import type { Exhibit } from '../exhibit.ts'
import type { Found } from './found.ts'
import { foldHeaders } from './headers.ts'
import { isRecord, type JsonRecord, listAt, recordAt, textAt } from './records.ts'
import { placeOf } from './urls.ts'

/** An entry of a HAR file, as browsers and proxies save it (http://www.softwareishard.com/blog/har-12-spec/). */
export function readHarEntry(entry: JsonRecord): Found | undefined {
  const request = recordAt(entry, 'request')
  const [method, url] = [textAt(request, 'method'), textAt(request, 'url')]
  const place = url === undefined ? undefined : placeOf(url)
  if (method === undefined || !place || !Array.isArray(request.headers)) return undefined
  const post = recordAt(request, 'postData')
  const exhibit: Exhibit = {
    form: 'a HAR entry',
    method,
    ...place,
    headers: namedValues(request.headers, 'name'),
    body: bodyOf(post),
    ...receivedAt(textAt(entry, 'startedDateTime')),
  }
  const isGone = post.text === undefined && listAt(post, 'params').length > 0
  const remarks = isGone ? ['the HAR has the body as parameters, not as it was sent: --body <file>'] : []
  return { readings: [{ exhibit, remarks }] }
}

/** A request that Postman exported, in a collection or alone (https://schema.postman.com). */
export function readPostmanItem(item: JsonRecord): Found | undefined {
  const request = recordAt(item, 'request')
  const url = textAt(request, 'url') ?? textAt(recordAt(request, 'url'), 'raw')
  const place = url === undefined ? undefined : placeOf(url)
  if (!place || !Array.isArray(request.header)) return undefined
  const body = recordAt(request, 'body')
  const raw = typeof body.raw === 'string' ? body.raw : ''
  const enabled = request.header.filter((one) => !(isRecord(one) && one.disabled === true))
  const exhibit: Exhibit = {
    form: 'a Postman request',
    method: textAt(request, 'method') ?? 'POST',
    ...place,
    headers: namedValues(enabled, 'key'),
    body: Buffer.from(raw),
  }
  const hasVariables = [
    url,
    raw,
    ...enabled.map((one) => (isRecord(one) && textAt(one, 'value')) || ''),
  ].some((text) => /\{\{[\w.$ -]+\}\}/.test(text ?? ''))
  const filledIn = 'what stands in {{…}} was filled in by Postman: here it stands as written'
  return { readings: [{ exhibit, remarks: hasVariables ? [filledIn] : [] }] }
}

/** HTTP/2 writes its request line as headers that begin with a colon. */
function namedValues(list: readonly unknown[], name: 'name' | 'key'): ReadonlyMap<string, string> {
  const pairs = list
    .filter(isRecord)
    .map((one) => [textAt(one, name) ?? '', textAt(one, 'value') ?? ''] as const)
  return foldHeaders(pairs.filter(([key]) => key !== '' && !key.startsWith(':')))
}

function bodyOf(post: JsonRecord): Buffer | undefined {
  const text = typeof post.text === 'string' ? post.text : undefined
  if (text === undefined) return listAt(post, 'params').length > 0 ? undefined : Buffer.alloc(0)
  const encoding = post.encoding ?? post._encoding
  return Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8')
}

function receivedAt(time: string | undefined): Pick<Exhibit, 'receivedAt'> {
  const at = time === undefined ? Number.NaN : Date.parse(time)
  return Number.isFinite(at) ? { receivedAt: at } : {}
}
