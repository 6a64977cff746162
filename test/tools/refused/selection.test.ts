import { userInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { byAcceptance, bySelectionOrId } from '../../../tools/operate/refused/selection.ts'
import type { Typed } from '../../../tools/operate/which.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const since = '2026-11-21T08:00:00Z'
const id = 'a'.repeat(64)

describe('which of the kept refusals', () => {
  it.each<[Typed, object]>([
    [{}, { since: 0, until: Number.POSITIVE_INFINITY }],
    [{ id: 'abcdef01' }, { id: 'abcdef01' }],
    [
      { since, until: '2026-11-21T09:00:00Z', platform: 'antom', client: 'SHOP' },
      {
        since: Date.parse(since),
        until: Date.parse('2026-11-21T09:00:00Z'),
        platform: 'antom',
        clientId: 'SHOP',
      },
    ],
  ])('%o is understood', (typed, selection) => {
    expect(bySelectionOrId.read(typed, now)).toMatchObject({ ok: true, value: selection })
  })

  it.each<[Typed, string]>([
    [{ id: 'abcdef0' }, 'an id is 64 hex digits, or the first 8 of them or more, as `refused list` shows it'],
    [{ id: `${id}a` }, 'an id is 64 hex digits, or the first 8 of them or more, as `refused list` shows it'],
    [{ platform: 'antm' }, 'no platform is named "antm": did you mean antom?'],
    [{ since: 'yesterday' }, '--since takes a time such as 2026-11-21T08:00:00Z, not "yesterday"'],
    [{ since, until: since }, '--since must be before --until'],
  ])('%o is refused in one line', (typed, line) => {
    expect(bySelectionOrId.read(typed, now)).toEqual({ ok: false, refusal: line })
  })
})

describe('what is to be accepted', () => {
  it('names who answers for it, by default the user', () => {
    expect(byAcceptance.read({ id }, now)).toMatchObject({
      ok: true,
      value: { operator: userInfo().username, dryRun: false },
    })
    expect(byAcceptance.read({ since, operator: 'alice', dryRun: 'dryRun' }, now)).toMatchObject({
      ok: true,
      value: { operator: 'alice', dryRun: true },
    })
  })

  it.each<[Typed, string]>([
    [{}, 'say an id, or --since <time>'],
    [{ platform: 'antom' }, 'say an id, or --since <time>'],
    [
      { id, operator: '' },
      '--operator takes a name of at most 64 characters of ASCII, such as --operator alice',
    ],
    [
      { id, operator: 'a\nb' },
      '--operator takes a name of at most 64 characters of ASCII, such as --operator alice',
    ],
  ])('%o is refused in one line', (typed, line) => {
    expect(byAcceptance.read(typed, now)).toEqual({ ok: false, refusal: line })
  })
})
