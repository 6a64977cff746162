import { describe, expect, it, vi } from 'vitest'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import { isSigned, send, signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, SEND_AGAIN, TAKEN } from '../support/answer.ts'
import { startStack } from '../support/local-stack.ts'
import { newClient, secretOf } from '../support/new-client.ts'
import { newBody } from '../support/requests.ts'
import { startTraffic } from '../support/traffic.ts'

const stack = await startStack()

/** The keys of three generations of one client. */
function generations(platform: string) {
  const { url } = stack.sender(platform)
  return [newClient(url, 'SHOP', '1'), newClient(url, 'SHOP', '2'), newClient(url, 'SHOP', '3')] as const
}

type Generation = ReturnType<typeof newClient>

/** A secret with these keys of Alipay's, and these of ours, the last of which signs. */
function secretWith(theirs: readonly Generation[], ours: readonly Generation[]): string {
  const signing = ours.map((one, index) => ({ ...one.signing, current: index === ours.length - 1 }))
  return secretOf({ SHOP: { signing, verifying: theirs.map(({ verifying }) => verifying) } })
}

const startWith = (platform: string, secret: string) => stack.restart(() => stack.putSecret(platform, secret))

describe('a rotation of keys', () => {
  it('loses no message under load: add the new key, both work, remove the old one', async () => {
    const [old, young] = generations('antom')
    await startWith('antom', secretWith([old], [old]))
    const traffic = startTraffic(old.sender)
    await traffic.next(50)

    stack.putSecret('antom', secretWith([old, young], [old]))
    traffic.signWith(old.sender, young.sender)
    const both = await traffic.next(100)
    expect(new Set(both.map(({ signedBy }) => signedBy))).toEqual(new Set(['1', '2']))
    expect(both.filter(({ attempts }) => attempts > 1)).toEqual([])

    await startWith('antom', secretWith([old, young], [old, young]))
    // What was under way at the restart.
    await traffic.next(8)
    expect((await traffic.next(50)).filter(({ answeredBy }) => answeredBy !== '2')).toEqual([])

    traffic.signWith(young.sender)
    await startWith('antom', secretWith([young], [young]))
    await traffic.next(50)
    expect(await answerTo(signRequest(old.sender, newBody('antom')), young.sender)).toBe(
      '200 F INVALID_SIGNATURE signed',
    )

    const taken = await traffic.stop()
    expect(taken.filter(({ answeredBy }) => answeredBy === undefined)).toEqual([])
    const held = await stack.receipts()
    expect(held.map(({ body }) => body.toString()).sort()).toEqual(taken.map(({ body }) => body).sort())
    expect(await stack.eventsOf(held)).toHaveLength(held.length)
  })

  it('is seen with the first request that needs it, for the keys of both sides', async () => {
    const [old, young] = generations('acquirer')
    await startWith('acquirer', secretWith([old], [old]))
    expect(await answerTo(signRequest(old.sender, newBody('acquirer')), old.sender)).toBe(TAKEN)
    stack.putSecret('acquirer', secretWith([young], [young]))
    expect(await answerTo(signRequest(young.sender, newBody('acquirer')), young.sender)).toBe(TAKEN)
  })

  it('is looked for once in 30 seconds: the message that comes too early is taken on its resend', async () => {
    const [first, second, third] = generations('worldfirst')
    const body = newBody('worldfirst')
    await startWith('worldfirst', secretWith([first], [first]))
    expect(await answerTo(signRequest(first.sender, newBody('worldfirst')), first.sender)).toBe(TAKEN)
    stack.putSecret('worldfirst', secretWith([second], [first]))
    const { left } = await stack.leaving(async () => {
      const post = ({ sender }: Generation) => answerTo(signRequest(sender, body), first.sender)
      expect(await post(second)).toBe(TAKEN)
      stack.putSecret('worldfirst', secretWith([third], [first]))
      expect(await post(third)).toBe(SEND_AGAIN)
      await stack.restart()
      expect(await post(third)).toBe(TAKEN)
    })
    expect(left).toHaveLength(1)
  })
})

describe('a rotation between a command and its repeat', () => {
  it('changes the signature of the answer, and nothing else', async () => {
    const { commandsUrl } = stack.commander('wallet')
    const [old, young] = [newClient(commandsUrl, 'SHOP', '1'), newClient(commandsUrl, 'SHOP', '2')]
    const body = freshCommand('wallet', 'pay', 'rotation')
    const post = ({ sender }: Generation) => send(signCommand({ ...sender, commandsUrl }, 'pay', body))
    await startWith('wallet', secretWith([old], [old]))
    const first = await post(old)
    stack.putSecret('wallet', secretWith([young], [young]))
    const again = await post(young)
    expect(again.result?.resultStatus).toBe('S')
    expect(again.body).toEqual(first.body)
    expect([
      isSigned(first, old.sender, '/wallet/pay'),
      isSigned(again, young.sender, '/wallet/pay'),
    ]).toEqual([true, true])
  })
})

describe('a wrong entry in the secret', () => {
  const { url } = stack.sender('mini-program')
  const shop = newClient(url, 'SHOP')
  const broken = newClient(url, 'BROKEN')

  it('leaves the good ones in use, and is named in the log by its path, without a word of a key', async () => {
    const swapped = { version: '2', key: shop.verifying.key }
    const cut = { version: '2', key: broken.verifying.key.slice(0, -100) }
    const ownHalf = { version: '1', key: broken.sender.partnerPublicKey }
    await startWith(
      'mini-program',
      secretOf({
        SHOP: { signing: [shop.signing, swapped], verifying: [cut, shop.verifying] },
        BROKEN: { signing: [broken.signing], verifying: [ownHalf] },
      }),
    )
    const post = ({ sender }: Generation) => answerTo(signRequest(sender, newBody('mini-program')), sender)
    expect(await post(shop)).toBe(TAKEN)
    expect(await post(broken)).toBe('503 U UNKNOWN_EXCEPTION unsigned')
    expect(await post(shop)).toBe(TAKEN)

    const paths = ['SHOP.signing[1].key', 'SHOP.verifying[0].key', 'BROKEN.verifying[0].key']
    const isNamed = (path: string) => stack.log().includes(`mini-program clients.${path}: `)
    await vi.waitUntil(() => paths.every(isNamed), { timeout: 5_000, interval: 20 })
    const keys = [shop, broken].flatMap(({ sender, signing, verifying }) => [
      sender.privateKey,
      sender.partnerPublicKey,
      signing.key,
      verifying.key,
    ])
    const pieces = keys.flatMap((pem) => pem.match(/[\w+/]{24}/g) ?? [])
    expect(pieces.filter((piece) => stack.log().includes(piece))).toEqual([])
  })
})
