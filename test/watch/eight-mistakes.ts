import { newKey } from '../../tools/alipay/key-pair.ts'
import type { Notifier } from '../../tools/alipay/sender.ts'
import { type SignedRequest, signRequest } from '../../tools/alipay/signed-request.ts'

interface Mistake {
  readonly name: string
  /** What the terminal must say of it. */
  readonly cause: RegExp
  make(sender: Notifier, body: string): SignedRequest | Promise<SignedRequest>
}

/** What integrators lose days to: each is right but for one thing, and the log said the same line of all of them. */
export const eightMistakes: readonly Mistake[] = [
  {
    name: 'the wrong key',
    cause: /no known key made the signature/,
    make: async (sender, body) => signRequest({ ...sender, privateKey: await newKey() }, body),
  },
  {
    name: 'the JSON written anew after it was signed',
    cause: /signed as JSON indented by two spaces/,
    make: (sender, body) => ({
      ...signRequest(sender, body),
      body: Buffer.from(JSON.stringify(JSON.parse(body))),
    }),
  },
  {
    name: 'the members sorted to sign them',
    cause: /sorted/,
    make: (sender, body) => ({
      ...signRequest(sender, JSON.stringify(sorted(JSON.parse(body)), null, 2)),
      body: Buffer.from(body),
    }),
  },
  {
    name: 'a newline appended',
    cause: /newline/,
    make: (sender, body) => ({ ...signRequest(sender, body), body: Buffer.from(`${body}\n`) }),
  },
  {
    name: 'the stage signed',
    cause: /PUBLIC_PATH_PREFIX=\/prod/,
    make: (sender, body) => signedOver(sender, body, (target) => `/prod${target}`),
  },
  {
    name: 'a trailing slash signed',
    cause: /slash at its end/,
    make: (sender, body) => signedOver(sender, body, (target) => `${target}/`),
  },
  {
    name: 'the full URL signed',
    cause: /whole URL/,
    make: (sender, body) => signedOver(sender, body, (target) => `${new URL(sender.url).origin}${target}`),
  },
  {
    name: 'Request-Time written anew',
    cause: /the time was signed as/,
    make(sender, body) {
      const time = new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString()
      const request = signRequest(sender, body, { time })
      const headers = request.headers.map(
        ([name, value]) => [name, name === 'Request-Time' ? time.replace('.000Z', 'Z') : value] as const,
      )
      return { ...request, headers }
    },
  },
]

function signedOver(sender: Notifier, body: string, uriOf: (target: string) => string): SignedRequest {
  const { target } = signRequest(sender, body)
  return signRequest(sender, body, { uri: uriOf(target) })
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}
