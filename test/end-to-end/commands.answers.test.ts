import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SignedRequest, signRequest } from '../../tools/alipay/signed-request.ts'
import { readAnswer, SEND_AGAIN, TAKEN } from '../support/answer.ts'
import { answering, type DoorOf, doors, newCommand, openDoors } from '../support/command-urls.ts'
import { refuse } from '../support/fault-proxy.ts'
import { type FaultyStack, startFaultyStack } from '../support/faulty-stack.ts'
import { holdRequest } from '../support/held-call.ts'
import { claimsOf, settlementsOf } from '../support/journal-calls.ts'
import { newBody, withHeader, withMembers } from '../support/requests.ts'

const HOUR = 3_600_000
const MIB = 1_048_576
const IN_PROCESS = '200 U PAYMENT_IN_PROCESS signed'
const ILLEGAL = '200 F PARAM_ILLEGAL signed'
/** It reaches neither the journal nor the backend. */
const nothing = { journal: 0, backend: [] }

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString()

let stack: FaultyStack
let doorOf: DoorOf
beforeAll(async () => {
  const commanding = doors.map(({ platform }) => platform)
  stack = await startFaultyStack({ commanding, platforms: ['acquirer', 'mini-program'], delivers: false })
  doorOf = openDoors(stack)
})
afterAll(() => stack.stop())

/** Design §2 and §4, row by row, as the README tells them. */
describe.each(doors)('$platform: a command', (row) => {
  const { platform, api, create, illegal, field, notGenuine, stranger, unknownApi } = row
  const path = `/${platform}/${api}`
  const door = () => doorOf(platform)
  const post = (body: string, target = path) => door().outcomeOf(door().sign(api, body, { target }))

  it('that is new is executed, and told its outcome', async () => {
    expect(await post(create())).toEqual({
      answer: TAKEN,
      counted: [`succeeded ${api}`],
      journal: 2,
      backend: [path],
    })
  })

  it('that repeats one that is settled is told the same outcome', async () => {
    const body = create()
    const first = await door().ask(door().sign(api, body))
    expect(await post(body)).toEqual({ answer: TAKEN, counted: [`repeated ${api}`], journal: 1, backend: [] })
    expect((await door().ask(door().sign(api, body))).body).toEqual(first.body)
  })

  it('that does not fit its API is answered F, the field named', async () => {
    const body = withMembers(create(), illegal)
    expect(await post(body)).toMatchObject({
      answer: ILLEGAL,
      counted: [`param-illegal ${api}`],
      backend: [],
    })
    const told = JSON.parse(String((await door().ask(door().sign(api, body))).body))
    expect(told.result.resultMessage).toBe(`Illegal parameters: ${field}`)
  })

  it.each([
    ['not JSON', (body: string) => `${body}}`],
    ['empty', () => ''],
    ['an array', (body: string) => `[${body}]`],
  ])('that is %s is answered F', async (_, spoil) => {
    expect(await post(spoil(create()))).toEqual({
      answer: ILLEGAL,
      counted: [`param-illegal ${api}`],
      ...nothing,
    })
  })

  it.each(['payLater', 'PAY', '__proto__', 'constructor', 'commands'])(
    'that names the API %s is answered that there is none',
    async (name) => {
      expect(await post(create(), `/${platform}/${name}`)).toEqual({
        answer: `200 ${unknownApi} signed`,
        counted: ['unknown-api unknown'],
        ...nothing,
      })
    },
  )

  it.each(['notifyPayment', 'authNotify', 'aps/notify'])(
    'that is the notification %s is answered U: the wrong URL was registered',
    async (name) => {
      const body = platform === 'wallet' ? '{}' : newBody(platform)
      expect(await post(body, `/${platform}/${name}`)).toEqual({
        answer: SEND_AGAIN,
        counted: ['wrong-url unknown'],
        ...nothing,
      })
    },
  )

  it('that is older than 48 hours is answered U, and not begun', async () => {
    const sent = (time: string) => door().outcomeOf(door().sign(api, create(), { time }))
    const tooOld = { answer: SEND_AGAIN, counted: ['too-old unknown'], ...nothing }
    expect(await sent(hoursAgo(48.01))).toEqual(tooOld)
    expect(await sent(hoursAgo(47.99))).toMatchObject({ answer: TAKEN })
    expect(await sent(hoursAgo(-1))).toMatchObject({
      answer: TAKEN,
      counted: [`succeeded ${api}`, `future-time ${api}`],
    })
    expect(await sent('2026-11-31T25:00:00Z')).toEqual({
      ...tooOld,
      counted: ['too-old unknown', 'time-unparsed unknown'],
    })
  })

  it('that names a client unknown to us is answered unsigned', async () => {
    const request = withHeader(door().sign(api, create()), 'Client-Id', 'SOMEBODY')
    expect(await door().outcomeOf(request)).toEqual({
      answer: `200 ${stranger} unsigned`,
      counted: ['unknown-client client-unknown'],
      ...nothing,
    })
  })

  it('that is not genuine is refused, whatever it would be answered otherwise', async () => {
    const settled = create()
    await post(settled)
    const genuine: readonly SignedRequest[] = [
      door().sign(api, create()),
      door().sign(api, settled),
      door().sign(api, withMembers(create(), illegal)),
      door().sign(api, create(), { time: hoursAgo(49) }),
      door().sign('payLater', create()),
      door().sign('notifyPayment', create()),
    ]
    for (const request of genuine) {
      const forged = { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) }
      expect(await door().outcomeOf(forged)).toEqual({
        answer: `200 ${notGenuine} signed`,
        counted: ['refused signature-mismatch'],
        ...nothing,
      })
    }
  })

  it('that was signed over another API’s URL is not genuine', async () => {
    const request = { ...door().sign('consult', create()), target: path }
    expect(await door().outcomeOf(request)).toMatchObject({ answer: `200 ${notGenuine} signed`, ...nothing })
  })

  it('of 1 MiB is executed, and a larger one is answered 413', async () => {
    const padded = (bytes: number) => create().padEnd(bytes)
    expect(await post(padded(MIB))).toMatchObject({ answer: TAKEN })
    expect(await post(padded(MIB + 1))).toEqual({
      answer: expect.stringMatching(/^413 .* unsigned$/),
      counted: ['too-large body-too-large'],
      ...nothing,
    })
  })

  it.each([
    ['the claim', claimsOf, { journal: 1, backend: [] }],
    ['the settlement', settlementsOf, { journal: 2, backend: [path] }],
  ])('that meets a journal that fails at %s is answered U', async (_, step, rest) => {
    stack.proxy.befall(step('act'), refuse('AccessDeniedException'), 1)
    expect(await post(create())).toEqual({ answer: SEND_AGAIN, counted: [`store-failed ${api}`], ...rest })
  })

  it.each([
    ['fails at', 'backend-failed', answering('{}', 500)],
    [
      'answers illegally',
      'outcome-malformed',
      answering('{"result":{"resultStatus":"S","resultCode":"PAID"}}'),
    ],
  ])('that the backend %s is answered U', async (_, counted, fate) => {
    door().befall(api, fate)
    expect(await post(create())).toMatchObject({
      answer: SEND_AGAIN,
      counted: [`${counted} ${api}`],
      backend: [path],
    })
  })

  it('that the backend does not know yet is answered as it says, and executed again', async () => {
    const body = create()
    door().befall(api, answering('{"result":{"resultStatus":"U","resultCode":"WAITING"}}'))
    const undecided = { answer: '200 U WAITING signed', counted: [`undecided ${api}`], backend: [path] }
    expect(await post(body)).toMatchObject(undecided)
    expect(await post(body)).toMatchObject({ answer: TAKEN, counted: [`succeeded ${api}`], backend: [path] })
    expect(stack.backendProxy.calls.slice(-2).map(({ headers }) => headers['alipay-attempt'])).toEqual([
      '1',
      '2',
    ])
  })

  it('that the backend refuses is answered F with its code, for ever', async () => {
    const body = create()
    door().befall(api, answering('{"result":{"resultStatus":"F","resultCode":"PROCESS_FAIL"}}'))
    const answer = '200 F PROCESS_FAIL signed'
    expect(await post(body)).toMatchObject({ answer, counted: [`failed ${api}`] })
    expect(await post(body)).toEqual({ answer, counted: [`repeated ${api}`], journal: 1, backend: [] })
  })
})

describe.each(doors.filter(({ platform }) => platform !== 'mini-program'))(
  '$platform: a command that moves money',
  ({ platform, api, create }) => {
    const door = () => doorOf(platform)
    const post = (body: string) => door().outcomeOf(door().sign(api, body))

    it('and repeats one with another amount is answered F', async () => {
      const body = create()
      await post(body)
      const other = withMembers(body, { paymentAmount: { currency: 'JPY', value: '1' } })
      expect(await post(other)).toEqual({
        answer: '200 F REPEAT_REQ_INCONSISTENT signed',
        counted: [`inconsistent ${api}`],
        journal: 1,
        backend: [],
      })
    })

    it('and repeats one that runs is answered U', async () => {
      const body = create()
      const running = holdRequest()
      door().befall(api, running.fate)
      const first = door().ask(door().sign(api, body))
      await running.reached
      expect(await post(body)).toEqual({
        answer: IN_PROCESS,
        counted: [`in-progress ${api}`],
        journal: 1,
        backend: [],
      })
      running.letGo()
      expect(readAnswer(await first, door().sender, `/${platform}/${api}`)).toBe(TAKEN)
    })
  },
)

describe('the two doors of a platform', () => {
  const ofBoth = doors.filter(({ platform }) => platform !== 'wallet')

  it.each(ofBoth)('each take what is meant for them on $platform', async ({ platform }) => {
    const { sender, ask } = doorOf(platform)
    const before = (await stack.receipts()).length
    const taken = ['notify', 'notify/notifyPayment', 'notify/notifyPayment/'].map(async (name) => {
      const request = signRequest(sender, newBody(platform), { target: `/${platform}/${name}` })
      expect(readAnswer(await ask(request), sender, request.target)).toBe(TAKEN)
    })
    await Promise.all(taken)
    expect((await stack.receipts()).length - before).toBe(taken.length)
  })

  it.each(ofBoth)('refuse no command that comes to the other on $platform', async (row) => {
    const { platform, api, create } = row
    const request = doorOf(platform).sign(api, create(), { target: `/${platform}/notify/${api}` })
    expect(await doorOf(platform).outcomeOf(request)).toEqual({
      answer: SEND_AGAIN,
      counted: ['wrong-url unrecognised'],
      ...nothing,
    })
  })
})

describe('a command whose backend is silent', () => {
  it('is answered U while its sender waits', async () => {
    const door = doorOf('acquirer')
    const silence = holdRequest()
    door.befall('pushPayment', silence.fate)
    expect(await door.outcomeOf(door.sign('pushPayment', newCommand('acquirer', 'pushPayment')))).toEqual({
      answer: IN_PROCESS,
      counted: ['timed-out pushPayment'],
      journal: 1,
      backend: ['/acquirer/pushPayment'],
    })
    silence.letGo()
  })
})
