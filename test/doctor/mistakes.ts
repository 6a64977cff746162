import type { Came, Signed } from './world.ts'

/** A mistake that somebody makes with a message, whatever its body: what is signed then, and what comes. */
export interface Mistake {
  readonly name: string
  readonly make: (body: string) => readonly [signed: Partial<Signed>, came: Partial<Came>]
}

const written = (body: string, indent?: number | string) => JSON.stringify(JSON.parse(body), null, indent)

/** Where the body is as it was without it, nothing was mistaken. */
export const mistakes: readonly Mistake[] = [
  { name: 'stage', make: () => [{ uri: '/prod/antom/notify' }, {}] },
  { name: 'no stage', make: () => [{}, { target: '/dev/antom/notify' }] },
  { name: 'slash', make: () => [{ uri: '/antom/notify/' }, {}] },
  { name: 'slash here', make: () => [{}, { target: '/antom/notify/' }] },
  { name: 'full URL', make: () => [{ uri: 'https://pay.example.com/antom/notify' }, {}] },
  { name: 'client', make: () => [{ clientId: 'client_1' }, {}] },
  { name: 'zone', make: () => [{ time: '2026-11-21T10:00:30+08:00' }, {}] },
  { name: 'precision', make: () => [{ time: '2026-11-21T02:00:30.000Z' }, {}] },
  { name: 'epoch', make: () => [{ time: '1795226430000' }, {}] },
  { name: 'method', make: () => [{ method: 'post' }, {}] },
  { name: 'newline', make: (body) => [{}, { body: `${body}\n` }] },
  { name: 'newline cut', make: (body) => [{ body: `${body}\n` }, {}] },
  { name: 'byte order mark', make: (body) => [{}, { body: `\ufeff${body}` }] },
  { name: 'compact', make: (body) => [{ body: written(body) }, { body: written(body, 2) }] },
  { name: 'indented', make: (body) => [{ body: written(body, 4) }, { body: written(body) }] },
  { name: 'tabs', make: (body) => [{ body: written(body, '\t') }, { body: written(body, 2) }] },
  {
    name: 'slashes',
    make: (body) => [{ body: written(body).replaceAll('/', '\\/') }, { body: written(body) }],
  },
  { name: 'base64', make: (body) => [{}, { body: Buffer.from(body).toString('base64') }] },
  { name: 'JSON twice', make: (body) => [{}, { body: JSON.stringify(body) }] },
  { name: 'no body', make: () => [{ body: '' }, {}] },
]
