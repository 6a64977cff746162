import type { Cause } from './diagnosis.ts'
import type { Exhibit } from './exhibit.ts'

/** The three headers that prove a message, wherever they were found. */
export interface Claims {
  readonly clientId: string | undefined
  readonly time: string | undefined
  readonly signature: string | undefined
  /** What is wrong with the names that they came under. */
  readonly causes: readonly Cause[]
}

const wanted = [
  ['client-id', 'clientid'],
  ['request-time', 'requesttime'],
  ['signature', 'signature'],
] as const

/** Takes a header from under a near name where its own is missing, such as `client_id` or `x-signature`. */
export function claimsOf({ headers }: Exhibit): Claims {
  const causes: Cause[] = []
  const [clientId, time, signature] = wanted.map(([name, letters]) => {
    const own = headers.get(name)
    if (own !== undefined) {
      const once = onceOf(own, name)
      if (once !== undefined) causes.push(doubled(name))
      return once ?? own
    }
    const near = [...headers].find(([other]) => lettersOf(other) === letters)
    if (near) causes.push(renamed(name, near[0]))
    return near?.[1]
  })
  return { clientId, time, signature, causes }
}

/** Of a header that came twice, which the gateway joins with a comma, the first; undefined where it came once. */
function onceOf(value: string, name: string): string | undefined {
  if (value.length > MAX_CHARACTERS) return undefined
  const half = value.slice(0, Math.floor(value.length / 2)).replace(/,$/, '')
  if (half !== '' && [`${half},${half}`, `${half}, ${half}`].includes(value)) return half
  const other = name === 'signature' ? /^(.+?signature=[^,]+),\s*\w+=.*signature=/ : /^([^,]+),/
  const isList = name === 'request-time' ? /^\d[^,]*, ?\d[^,]*$/.test(value) : name === 'signature'
  return isList ? other.exec(value)?.[1] : undefined
}

const MAX_CHARACTERS = 8_192

function doubled(name: string): Cause {
  return {
    name: 'header-doubled',
    what: `the header ${titleOf(name)} came twice`,
    change: 'send it once: something on the way, or the client beside your code, adds a second',
    where: 'code',
  }
}

function titleOf(name: string): string {
  return name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

function lettersOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/^x-/, '')
    .replace(/[^a-z]/g, '')
}

function renamed(name: string, near: string): Cause {
  return {
    name: 'header-renamed',
    what: `the header ${name} came as ${near.replace(/[^\w-]/g, '?').slice(0, 64)}`,
    change: `send it as ${name}; some proxies drop or rename headers with an underscore`,
    where: 'proxy',
  }
}
