import { randomUUID } from 'node:crypto'
import { vi } from 'vitest'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import {
  type Reply,
  type SignedRequest,
  type SigningOptions,
  send,
  signCommand,
} from '../../tools/alipay/signed-request.ts'
import { readAnswer } from './answer.ts'
import { readCounts } from './counts.ts'
import type { Call, Fate } from './fault-proxy.ts'
import type { FaultyStack } from './faulty-stack.ts'

let commands = 0

/** The platform's sample of the API, an operation that no other test of the file has. */
export const newCommand = (platform: string, api: string, changes: object = {}): string =>
  freshCommand(platform, api, String(++commands), changes)

const refusing = {
  notGenuine: 'F INVALID_SIGNATURE',
  stranger: 'F INVALID_CLIENT',
  unknownApi: 'F INVALID_API',
}
const neverRefusing = {
  notGenuine: 'U UNKNOWN_EXCEPTION',
  stranger: 'U UNKNOWN_EXCEPTION',
  unknownApi: 'U UNKNOWN_EXCEPTION',
}

/** A recorded command of each platform, how it becomes illegal in which field, and the platform's refusals (design §2). */
export const doors = [
  {
    platform: 'acquirer',
    api: 'pushPayment',
    create: () => newCommand('acquirer', 'pushPayment'),
    illegal: { paymentAmount: { currency: 'JPY', value: '1.5' } },
    field: 'paymentAmount.value',
    ...refusing,
  },
  {
    platform: 'mini-program',
    api: 'cancelToken',
    create: () => newCommand('mini-program', 'cancelToken', { accessToken: randomUUID() }),
    illegal: { accessToken: null },
    field: 'accessToken',
    ...neverRefusing,
  },
  {
    platform: 'wallet',
    api: 'pay',
    create: () => newCommand('wallet', 'pay'),
    illegal: { paymentAmount: { currency: 'JPY' } },
    field: 'paymentAmount.value',
    ...refusing,
  },
]

/** The backend answers this, and does nothing. */
export const answering =
  (body: string, status = 200): Fate =>
  ({ answer }) =>
    answer({ status, body })

/** The calls of the journal; an environment that starts has one more, which warms up. */
const isOfJournal = ({ operation, input }: Call) =>
  operation.startsWith('DynamoDB') && !JSON.stringify(input).includes('"warm-up"')

/** One line of the log ends each request. */
const endings = /^.*"message":"(?:command|notification) [\w-]+".*$/gm

/** A platform's URLs, and what each request to them leads to. All requests to the platform must be sent by it. */
function openDoor(stack: FaultyStack, platform: string) {
  const sender = stack.commander(platform)
  let answered = 0

  /** What each request so far was counted as: it is written when the answer is already on its way. */
  async function counts(): Promise<readonly string[]> {
    const isOurs = (line: string) => JSON.parse(line).platform === platform
    const ended = () => (stack.log().match(endings) ?? []).filter(isOurs).length
    await vi.waitUntil(() => ended() >= answered, { timeout: 5_000, interval: 10 })
    return readCounts(stack.log(), platform)
  }

  async function ask(request: SignedRequest): Promise<Reply> {
    const reply = await send(request)
    answered++
    return reply
  }

  return {
    sender,
    ask,
    counts,

    sign: (api: string, body: string, options?: SigningOptions) => signCommand(sender, api, body, options),

    /** The answer, what is counted, how often the journal and by which paths the backend is asked. */
    async outcomeOf(request: SignedRequest, uri = request.target) {
      const counted = (await counts()).length
      const [asked, called] = [stack.proxy.calls.length, stack.backendProxy.calls.length]
      const answer = readAnswer(await ask(request), sender, uri)
      return {
        answer,
        counted: (await counts()).slice(counted),
        journal: stack.proxy.calls.slice(asked).filter(isOfJournal).length,
        backend: stack.backendProxy.calls.slice(called).map(({ operation }) => operation),
      }
    },

    /** The next call of the backend for the API meets this fate. */
    befall: (api: string, fate: Fate) =>
      stack.backendProxy.befall(({ operation }) => operation === `/${platform}/${api}`, fate, 1),
  }
}

export type DoorOf = (platform: string) => ReturnType<typeof openDoor>

/** The door of each platform of the stack. */
export function openDoors(stack: FaultyStack): DoorOf {
  const opened = new Map<string, ReturnType<typeof openDoor>>()
  return (platform) => {
    const door = opened.get(platform) ?? openDoor(stack, platform)
    opened.set(platform, door)
    return door
  }
}
