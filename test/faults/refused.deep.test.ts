import { afterEach, describe, expect, it } from 'vitest'
import { type SignedRequest, send, signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { readAnswer } from '../support/request/answer.ts'
import { newCommand } from '../support/stack/command-urls.ts'
import { type Call, cut, type Fate, hang, refuse } from '../support/stack/fault-proxy.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'

const stack = await startFaultyStack({
  env: { KEEP_REFUSED_HOURS: '24' },
  platforms: ['antom'],
  commanding: ['wallet'],
  delivers: false,
})
afterEach(() => stack.proxy.calm())

const REFUSED = '200 F INVALID_SIGNATURE signed'
/** After half a second and what the machine needs; the function itself would be ended after four. */
const ANSWER_MS = 2_500
const keeps = ({ operation, input }: Call) =>
  operation.endsWith('.PutItem') &&
  JSON.stringify(input).includes('"TableName":"alipay-receiver-local-refused"')

let forgeries = 0
const forge = (request: SignedRequest) => ({ ...request, body: Buffer.from(`{"forged":${++forgeries}}`) })
const notifier = stack.sender('antom')
const commander = stack.commander('wallet')
const senders = [
  { what: 'a notification', sender: notifier, forged: () => forge(signRequest(notifier, '{}')) },
  {
    what: 'a command',
    sender: commander,
    forged: () => forge(signCommand(commander, 'pay', newCommand('wallet', 'pay'))),
  },
]

async function answerTo(request: SignedRequest, sender: (typeof senders)[number]['sender']) {
  const began = performance.now()
  const answer = readAnswer(await send(request), sender, request.target)
  return { answer, isInTime: performance.now() - began < ANSWER_MS }
}

const fates: readonly (readonly [what: string, fate: Fate])[] = [
  ['refuses', refuse('AccessDeniedException')],
  ['throttles', refuse('ProvisionedThroughputExceededException')],
  ['breaks the connection', cut],
  ['never answers', hang],
]

describe.each(senders)('$what that is refused', ({ sender, forged }) => {
  // Four of the five that an environment may keep in a minute.
  it.each(fates)('is answered as ever where the table %s, and one line says so', async (_, fate) => {
    stack.proxy.befall(keeps, fate)
    const before = linesThatSay('could not be kept')
    expect(await answerTo(forged(), sender)).toEqual({ answer: REFUSED, isInTime: true })
    expect(linesThatSay('could not be kept')).toBe(before + 1)
  })

  it('costs no more than five writes a minute, whatever comes', async () => {
    const before = stack.proxy.calls.filter(keeps).length
    for (let i = 0; i < 200; i++) await send(forged())
    expect(stack.proxy.calls.filter(keeps).length - before).toBe(1)
  })
})

function linesThatSay(text: string): number {
  return stack.log().split(text).length - 1
}
