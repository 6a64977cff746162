/** What the body may have been, and why that is in doubt. */
export interface DoubtfulBody {
  /** Undefined where the text stops before it. */
  readonly body: Buffer | undefined
  readonly remarks: readonly string[]
}

/** Likeliest first. Content-Length decides where the body ends; without one, a newline at the end may be an editor's. */
export function bodiesOf(
  rest: Buffer,
  headers: ReadonlyMap<string, string>,
): readonly [DoubtfulBody, ...DoubtfulBody[]] {
  const length = Number(headers.get('content-length') ?? Number.NaN)
  if (Number.isSafeInteger(length) && length >= 0) return [ofLength(rest, length)]
  const chunked = /chunked/i.test(headers.get('transfer-encoding') ?? '') ? joinChunks(rest) : undefined
  if (chunked) return [{ body: chunked, remarks: [] }]
  const [newline] = /\r?\n$/.exec(rest.toString('latin1', Math.max(0, rest.length - 2))) ?? []
  if (newline === undefined) return [{ body: rest, remarks: [] }]
  return [
    {
      body: rest.subarray(0, rest.length - newline.length),
      remarks: [
        'the newline at the end of the text was left out as an editor adds one: if the request really ended with it, it is what breaks the signature (a Content-Length would tell)',
      ],
    },
    {
      body: rest,
      remarks: [
        'the newline at the end of the text was taken for a part of the body (a Content-Length would tell)',
      ],
    },
  ]
}

function ofLength(rest: Buffer, length: number): DoubtfulBody {
  const body = rest.length === 0 && length > 0 ? undefined : rest.subarray(0, length)
  const left = rest.subarray(length)
  if (body === undefined)
    return { body, remarks: [`the body of ${length} bytes is not in the text: give it with --body <file>`] }
  if (rest.length < length) {
    const remark = `Content-Length says ${length} bytes, and ${rest.length} are there: the text was cut, or changed on its way here`
    return { body, remarks: [remark] }
  }
  if (left.toString('latin1').trim() === '') return { body, remarks: [] }
  const remark = `${left.length} bytes behind the ${length} of Content-Length are not read: is the body as it was sent?`
  return { body, remarks: [remark] }
}

/** As HTTP/1.1 writes a body of unknown length (RFC 9112, 7.1); undefined for what is not that. */
function joinChunks(text: Buffer): Buffer | undefined {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const end = text.indexOf('\n', at)
    const [, digits] =
      /^([0-9a-f]{1,7})(?:;.*)?\r?$/i.exec(text.toString('latin1', at, Math.max(at, end))) ?? []
    if (end < 0 || digits === undefined) return undefined
    const size = Number.parseInt(digits, 16)
    if (size === 0) return Buffer.concat(chunks)
    chunks.push(text.subarray(end + 1, end + 1 + size))
    const next = text.indexOf('\n', end + 1 + size)
    if (next < 0 || next > end + 1 + size + 1) return undefined
    at = next + 1
  }
}
