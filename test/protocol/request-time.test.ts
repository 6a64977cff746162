import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import vectors from '../../docs/vectors/request-times.json' with { type: 'json' }
import { expiryOf, formatTime, readRequestTime } from '../../lib/protocol/request-time.ts'

describe('readRequestTime', () => {
  it.each(vectors.cases)('reads $name: $input', ({ input: text, expected }) => {
    expect(readRequestTime(text)).toEqual(
      expected === null ? undefined : { text, epochMs: expected.epochMs ?? undefined },
    )
  })

  it.each(['x1795000000', ' 2026-11-21T08:00:00Z', '\n1795000000'])(
    'takes no %j, whatever it ends with',
    (text) => {
      expect(readRequestTime(text)).toBeUndefined()
    },
  )

  it.each(['12026-11-21T08:00:00Z', '+2026-11-21T08:00:00Z', '11795000000', '-1795000000'])(
    'finds no instant in %s, although one stands at its end',
    (text) => {
      expect(readRequestTime(text)).toEqual({ text, epochMs: undefined })
    },
  )

  it('reads any instant at any offset as the platform itself does', () => {
    const parts = fc.record({
      local: fc.date({
        min: new Date('0001-01-01T00:00:00Z'),
        max: new Date('9999-12-31T23:59:59Z'),
        noInvalidDate: true,
      }),
      fraction: fc.stringMatching(/^\d{0,16}$/),
      sign: fc.constantFrom('+', '-'),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
      colon: fc.constantFrom(':', ''),
    })
    fc.assert(
      fc.property(parts, ({ local, fraction, sign, hour, minute, colon }) => {
        const seconds = local.toISOString().slice(0, 19)
        const [hh, mm] = [hour, minute].map((part) => String(part).padStart(2, '0'))
        const point = (digits: string) => digits && `.${digits}`
        const read = readRequestTime(`${seconds}${point(fraction)}${sign}${hh}${colon}${mm}`)
        // V8 misreads a fraction of more than nine digits: it is given three.
        expect(read?.epochMs).toBe(Date.parse(`${seconds}${point(fraction.slice(0, 3))}${sign}${hh}:${mm}`))
      }),
      { numRuns: 1_000 },
    )
  })

  it('never throws, keeps the text, and finds an instant only in what ends as a whole time does', () => {
    const nearly = fc.string({ unit: fc.constantFrom(...'0123456789TtZz:+.-'), maxLength: 42 })
    const close = fc.stringMatching(
      /^[0-2]\d{3}-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(\.\d{0,4})?[Z+-]?([0-2]\d:?[0-6]\d)?$/,
    )
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly, close), (text) => {
        const read = readRequestTime(text)
        if (read) expect(read.text).toBe(text)
        if (read?.epochMs === undefined) return
        expect(Number.isSafeInteger(read.epochMs)).toBe(true)
        expect(text).toMatch(/^(\d{10}|\d{13})$|(Z|[+-]\d\d:?\d\d)$/i)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('formatTime', () => {
  const instant = Date.UTC(2026, 10, 21, 2, 0, 30, 987)

  it('cuts to seconds', () => {
    expect(formatTime(instant, 'seconds')).toBe('2026-11-21T02:00:30Z')
  })

  it('keeps milliseconds, zeros too', () => {
    expect(formatTime(instant, 'milliseconds')).toBe('2026-11-21T02:00:30.987Z')
    expect(formatTime(instant - 987, 'milliseconds')).toBe('2026-11-21T02:00:30.000Z')
  })
})

describe('expiryOf', () => {
  const now = Date.UTC(2026, 10, 21, 2)
  const DAY_MS = 86_400_000
  const at = (epochMs: number | undefined) => ({ text: '', epochMs })

  it('counts from the later of arrival and Request-Time, in seconds, of which none is cut', () => {
    for (const earlier of [now, now - DAY_MS]) {
      expect(expiryOf(at(earlier), now, DAY_MS)).toBe((now + DAY_MS) / 1000)
    }
    expect(expiryOf(at(now + 1_000), now, DAY_MS)).toBe((now + DAY_MS) / 1000 + 1)
    expect(expiryOf(at(now + 1), now, DAY_MS)).toBe((now + DAY_MS) / 1000 + 1)
  })

  it('is never without a retention, or where the time cannot be read', () => {
    expect(expiryOf(at(now), now, 0)).toBeUndefined()
    expect(expiryOf(at(undefined), now, DAY_MS)).toBeUndefined()
  })
})
