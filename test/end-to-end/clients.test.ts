import { describe, expect, it } from 'vitest'
import { freshCommand, withOtherAmount } from '../../tools/alipay/fresh-messages.ts'
import { signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { startStack } from '../support/local-stack.ts'
import { newClient, secretOf } from '../support/new-client.ts'
import { newBody, withHeader } from '../support/requests.ts'

const stack = await startStack()
const { url } = stack.sender('antom')
const one = newClient(url, 'SHOP_1')
const other = newClient(url, 'SHOP_2')
const secret = secretOf({
  SHOP_1: { signing: [one.signing], verifying: [one.verifying] },
  SHOP_2: { signing: [other.signing], verifying: [other.verifying] },
})
await stack.restart(() => {
  for (const platform of ['antom', 'wallet']) stack.putSecret(platform, secret)
})

describe('two clients of one platform', () => {
  it('may use the same ids for different payments, and are told of their own', async () => {
    const body = newBody('antom')
    const messages = [
      { sender: one.sender, sent: body },
      { sender: other.sender, sent: withOtherAmount(body) },
    ]
    const { left } = await stack.leaving(async () => {
      for (const { sender, sent } of messages) {
        expect(await answerTo(signRequest(sender, sent), sender)).toBe(TAKEN)
      }
    })
    const details = (await stack.eventsOf(left)).map(({ detail }) => detail)
    expect(details).toHaveLength(2)
    for (const { sender, sent } of messages) {
      expect(details.filter(({ clientId }) => clientId === sender.clientId)).toMatchObject([
        { sequence: 1, conflicting: false, changed: true, body: JSON.parse(sent) },
      ])
    }
  })

  it('may send the same notification, and it is one for each', async () => {
    const body = newBody('antom')
    const { left } = await stack.leaving(async () => {
      for (const { sender } of [one, other, one, other]) await answerTo(signRequest(sender, body), sender)
    })
    expect(left.map(({ clientId }) => clientId).sort()).toEqual(['SHOP_1', 'SHOP_2'])
    expect(await stack.eventsOf(left)).toHaveLength(2)
  })

  it('cannot speak in each other’s name', async () => {
    const request = withHeader(signRequest(one.sender, newBody('antom')), 'Client-Id', 'SHOP_2')
    const renamed = signRequest({ ...one.sender, clientId: 'SHOP_2' }, newBody('antom'))
    const { value, left } = await stack.leaving(() =>
      Promise.all([answerTo(request, other.sender), answerTo(renamed, other.sender)]),
    )
    expect(value).toEqual(Array(2).fill('200 F INVALID_SIGNATURE signed'))
    expect(left).toEqual([])
  })
})

describe('two clients that command the wallet', () => {
  const { commandsUrl } = stack.commander('wallet')
  const [first, second] = [
    { ...one.sender, commandsUrl },
    { ...other.sender, commandsUrl },
  ]

  /** Of the user, which each client has one of. */
  async function balancesOf(user: string) {
    const { accounts } = await stack.ledger()
    return accounts
      .filter(({ holder }) => holder === user)
      .map(({ balance }) => balance.value)
      .sort()
  }

  it('may use the same ids for different payments, and each closes its own alone', async () => {
    const paying = (value: string) =>
      freshCommand('wallet', 'pay', 'clients', {
        paymentAmount: { currency: 'JPY', value },
        paymentMethod: { customerId: 'user-of-both' },
      })
    for (const [sender, body] of [
      [first, paying('100')],
      [second, paying('200')],
      [first, paying('100')],
      [second, paying('200')],
    ] as const) {
      expect(await answerTo(signCommand(sender, 'pay', body), sender)).toBe(TAKEN)
    }
    expect(await balancesOf('user-of-both')).toEqual(['999800', '999900'])
    const cancel = signCommand(first, 'cancelPayment', freshCommand('wallet', 'cancelPayment', 'clients'))
    expect(await answerTo(cancel, first)).toBe(TAKEN)
    expect(await balancesOf('user-of-both')).toEqual(['1000000', '999800'])
    expect(await answerTo(signCommand(first, 'pay', paying('100')), first)).toBe(
      '200 F ORDER_IS_CLOSED signed',
    )
    expect(await answerTo(signCommand(second, 'pay', paying('200')), second)).toBe(TAKEN)
  })

  it('cannot command in each other’s name', async () => {
    const user = { paymentMethod: { customerId: 'user-of-nobody' } }
    const genuine = signCommand(first, 'pay', freshCommand('wallet', 'pay', 'name', user))
    const renamed = signCommand(
      { ...first, clientId: 'SHOP_2' },
      'pay',
      freshCommand('wallet', 'pay', 'name', user),
    )
    for (const request of [withHeader(genuine, 'Client-Id', 'SHOP_2'), renamed]) {
      expect(await answerTo(request, second)).toBe('200 F INVALID_SIGNATURE signed')
    }
    expect(await balancesOf('user-of-nobody')).toEqual([])
  })
})
