/** What the body can have been, likeliest first, and why that is in doubt. */
interface Bodies {
  /** Undefined where the text stops before the body. */
  readonly bodies: readonly (Buffer | undefined)[]
  readonly remarks: readonly string[]
}

/** Content-Length decides where the body ends. Without one, a newline at the end may be an editor's. */
export function bodiesOf(rest: Buffer, headers: ReadonlyMap<string, string>): Bodies {
  const length = Number(headers.get('content-length') ?? Number.NaN)
  if (Number.isSafeInteger(length) && length >= 0) return ofLength(rest, length)
  const chunked = /chunked/i.test(headers.get('transfer-encoding') ?? '') ? joinChunks(rest) : undefined
  if (chunked) return { bodies: [chunked], remarks: [] }
  const [newline] = /\r?\n$/.exec(rest.toString('latin1', Math.max(0, rest.length - 2))) ?? []
  if (newline === undefined) return { bodies: [rest], remarks: [] }
  return {
    bodies: [rest.subarray(0, rest.length - newline.length), rest],
    remarks: [
      'the text ends with a newline and has no Content-Length: whether the newline belongs to the body is not known, so both were tried',
    ],
  }
}

function ofLength(rest: Buffer, length: number): Bodies {
  if (rest.length >= length) {
    const left = rest.subarray(length)
    const isMore = left.toString('latin1').trim() !== ''
    return {
      bodies: [rest.subarray(0, length)],
      remarks: isMore
        ? [
            `${left.length} bytes stand behind the ${length} of Content-Length, and are not read: is the body as it was sent?`,
          ]
        : [],
    }
  }
  if (rest.length === 0)
    return { bodies: [undefined], remarks: [`the body of ${length} bytes is not in the text: --body <file>`] }
  return {
    bodies: [rest],
    remarks: [
      `Content-Length says ${length} bytes, and ${rest.length} are there: the text was cut, or changed on its way here`,
    ],
  }
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
