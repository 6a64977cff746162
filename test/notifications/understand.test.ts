import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { amount, text } from '../../lib/content/schema.ts'
import { notificationApi } from '../../lib/notifications/notification-api.ts'
import { understand } from '../../lib/notifications/understand.ts'
import { receipt } from '../support/request/receipt.ts'

const api = notificationApi({
  name: 'notifyPayment',
  page: 'none',
  when: { has: ['id'], lacks: ['subscriptionId'] },
  schema: v.looseObject({ id: text, status: text, price: v.optional(amount) }),
  subject: ['payment', 'id'],
  identity: ['id'],
  state: { moves: { OPEN: ['DONE'], DONE: [] }, of: ({ status }) => (status === 'S' ? 'DONE' : undefined) },
  secretFields: ['token', 'card.number', 'list[].token'],
})

const stored = (body: unknown) => receipt({ body: Buffer.from(JSON.stringify(body)) })

describe('understand', () => {
  it('reads the typed body, its unknown fields kept, and the state', () => {
    const body = { id: 'p1', status: 'S', price: { currency: 'USD', value: 1200 }, more: { 'a-b': true } }
    expect(understand(stored(body), [api])).toEqual({
      ok: true,
      value: {
        api: 'notifyPayment',
        body: { ...body, price: { currency: 'USD', value: '1200' } },
        state: 'DONE',
        moves: { OPEN: ['DONE'], DONE: [] },
        finals: [],
        awaited: [],
        redacted: [],
      },
    })
  })

  it('leaves out the secret fields of the row, wherever they stand', () => {
    const body = { token: 't', card: { number: '4', last: '1' }, list: [{ token: 't', n: 'x' }] }
    expect(understand(stored({ id: 'p1', status: 'S', ...body }), [api])).toMatchObject({
      value: {
        body: { id: 'p1', status: 'S', card: { last: '1' }, list: [{ n: 'x' }] },
        redacted: ['card.number', 'list[].token', 'token'],
      },
    })
    expect(JSON.stringify(understand(stored({ id: 'p1', status: 'S', ...body }), [api]))).not.toMatch(
      /"t"|"4"/,
    )
  })

  it('reports no state where the row has none, or knows none for the value', () => {
    const { state: _, ...stateless } = api
    expect(understand(stored({ id: 'p1', status: 'S' }), [stateless])).toMatchObject({
      value: { state: undefined, moves: {} },
    })
    expect(understand(stored({ id: 'p1', status: 'X' }), [api])).toMatchObject({
      value: { state: undefined },
    })
  })

  it('chooses by content between two rows of one name', () => {
    const subscription = notificationApi({
      ...api,
      when: { has: ['id', 'subscriptionId'] },
      secretFields: ['subscriptionId'],
    })
    expect(
      understand(stored({ id: 'p1', status: 'S', subscriptionId: 's' }), [api, subscription]),
    ).toMatchObject({
      ok: true,
      value: { body: { id: 'p1', status: 'S' } },
    })
  })

  it('has nothing to say of a receipt that was never understood', () => {
    const misunderstood = { because: 'not-json' } as const
    expect(understand({ ...stored(''), misunderstood }, [])).toEqual({ ok: true, value: undefined })
  })

  it.each([
    ['its row was removed', { id: 'p1', status: 'S' }, [], 'no row for notifyPayment'],
    [
      'its row asks for other content',
      { other: 'p1' },
      [api],
      'the body does not fit the row of notifyPayment',
    ],
    ['its row asks for more', { id: 'p1' }, [api], 'the body does not fit the row of notifyPayment'],
    ['its row reads objects alone', [], [api], 'the body is not-an-object'],
  ])('refuses a receipt that was understood once where %s', (_, body, apis, refusal) => {
    expect(understand(stored(body), apis)).toEqual({ ok: false, refusal })
  })
})
