import { announcer } from '../../../lib/inquiries/announce.ts'
import type { InquiryApi } from '../../../lib/inquiries/inquiry-api.ts'
import type { ProvenReply, SignedCall } from '../../../lib/inquiries/ports.ts'
import { tend } from '../../../lib/inquiries/tend.ts'
import type { TendParts } from '../../../lib/inquiries/tend-parts.ts'
import type { TurnRecord } from '../../../lib/inquiries/turns.ts'
import { unresolved } from '../../../lib/inquiries/unresolved.ts'
import type { Watch } from '../../../lib/inquiries/watch.ts'
import { deliver } from '../../../lib/notifications/deliver.ts'
import { isUndone } from '../../../lib/notifications/delivery.ts'
import type { Receipt, ReceiptKey } from '../../../lib/notifications/receipt.ts'
import { receive } from '../../../lib/notifications/receive.ts'
import { inquiryPayment } from '../../../lib/platforms/antom/inquiryPayment.ts'
import { notifyPayment } from '../../../lib/platforms/antom/notifyPayment.ts'
import { antom } from '../../../lib/platforms/antom/platform.ts'
import { passed, refused } from '../../../lib/protocol/checked.ts'
import { ringOf } from '../../protocol/sender.ts'
import { memoryBus, memoryDeadLetters } from '../memory/memory-bus.ts'
import { memoryInbox } from '../memory/memory-inbox.ts'
import { memoryLog } from '../memory/memory-log.ts'
import { memoryVersioned } from '../memory/memory-versioned.ts'
import { receiveParts } from '../memory/receive-parts.ts'
import { answer, askingClient, noPayment, payment, paymentIs, paymentKey } from '../memory/tend-parts.ts'
import { noon, verifiedRequest } from '../request/verified-request.ts'
import { askOracle } from './ask-model-oracle.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** A message of a queue that nobody finished comes again. */
const VISIBILITY_MS = 30 * SECOND
const fault = new Error('a fault of the test')

/** Antom's own row, with shorter times. */
const row: InquiryApi = {
  ...inquiryPayment,
  schedules: {
    online: { pauses: [[MINUTE, 2]], factor: 2, longestPauseMs: 8 * MINUTE },
    'in-store': { pauses: [[3 * SECOND, 3]], factor: 2, longestPauseMs: 8 * MINUTE },
  },
  absent: { resultCodes: ['ORDER_NOT_EXIST'], disbelievedMs: 4 * MINUTE },
  askedForMs: 24 * MINUTE,
} as InquiryApi
const reports = [{ ...notifyPayment, finals: row.finals }, row, unresolved]

export type Truth = 'ABSENT' | 'PENDING' | 'PROCESSING' | 'SUCCESS' | 'FAIL' | 'CANCELLED' | 'UNHEARD-OF'

/** A notification that may come from then on, once or twice or never; `says` makes it another of the same state. */
interface Notified {
  readonly at: number
  readonly state: 'PENDING' | 'SUCCESS' | 'FAIL'
  readonly says?: string
}

interface Announced {
  readonly at: number
  /** It is asked for so long. */
  readonly forMs?: number
  readonly schedule?: string
  readonly delayMs?: number
}

/** All times in milliseconds from the start. */
export interface AskWorld {
  /** What the platform itself knows, from when on. */
  readonly truth: readonly (readonly [at: number, state: Truth])[]
  readonly notifications: readonly Notified[]
  readonly announcements: readonly Announced[]
  /** At most so many faults, crashes, doubled messages, and answers that are replayed. */
  readonly disturbances: number
  /** Of which kinds; all by default. */
  readonly befalls?: readonly Befalling[]
  /** By how much the clocks of the functions are ahead, one after the other. */
  readonly skews?: readonly number[]
  /** Whether states are compared. */
  readonly traced?: boolean
  /** Stands in for what the engine is made of, to see that a broken one is found. */
  readonly spoil?: (parts: TendParts) => TendParts
}

/** Faults and crashes of functions, answers of before, and what comes twice. */
export const befallings = ['faults', 'crashes', 'replays', 'doubles'] as const
export type Befalling = (typeof befallings)[number]

export interface Way {
  readonly title: () => string
  /** Time passes, whatever else is still to be done. */
  readonly isTime?: true
  readonly go: () => void
}

interface Message {
  readonly body: string
  readonly sentAt: number
  dueAt: number
  flights: number
  isDone: boolean
}

interface Call {
  readonly caller: number
  readonly title: string
  happen(): Promise<() => void>
  fail(): void
  /** Other things that may happen in its place. */
  readonly others: readonly { readonly title: string; readonly happen: () => Promise<() => void> }[]
}

/** One world on its way: real engines, and everything around them in the hand of a test. */
export function createAskRun(world: AskWorld) {
  const { truth, skews = [0] } = world
  let now = noon
  let callers = 0
  let receiptIds = 0
  const [log, inbox, bus] = [memoryLog(), memoryInbox(), memoryBus()]
  const [watches, turns] = [memoryVersioned<Watch>(), memoryVersioned<TurnRecord>()]
  const ring = ringOf(askingClient)
  const receiving = receiveParts({ newReceiptId: () => `receipt-${++receiptIds}` })
  const oracle = askOracle({ log, inbox, clock: () => now, row })
  let queue: Message[] = []
  let waiting: Call[] = []
  const dead = new Set<number>()
  const wire: ProvenReply[] = []
  let [toAnnounce, toNotify] = [[...world.announcements], [...world.notifications]]
  const notified: Notified[] = []
  /** Receipts that the stream has still to hand over. */
  let stream: { readonly key: ReceiptKey; flights: number }[] = []
  const delivered: ReceiptKey[] = []
  const traces = new Map<number, string>()

  function truthAt(at: number): Truth {
    return truth.findLast(([from]) => noon + from <= at)?.[1] ?? 'ABSENT'
  }

  function gate<Value>(
    caller: number,
    title: string,
    act: () => Promise<Value>,
    others: readonly [string, () => Promise<Value>][] = [],
  ) {
    return new Promise<Value>((resolve, reject) => {
      const happening = (how: () => Promise<Value>) => () =>
        how().then(
          (value) => () => {
            note(caller, title, value)
            resolve(value)
          },
          (cause) => () => reject(cause),
        )
      waiting.push({
        caller,
        title,
        happen: happening(act),
        fail: () => {
          note(caller, title, 'failed')
          reject(fault)
        },
        others: others.map(([other, how]) => ({ title: other, happen: happening(how) })),
      })
    })
  }

  /** What a function has heard decides what it does next. */
  function note(caller: number, title: string, value: unknown): void {
    if (world.traced) traces.set(caller, `${traces.get(caller)} ${title}=${JSON.stringify(value)}`)
  }

  function send(body: string, delayMs: number) {
    queue.push({ body, sentAt: now, dueAt: now + delayMs, flights: 0, isDone: false })
  }

  async function put(receipt: Receipt) {
    oracle.put(receipt)
    const { held } = await inbox.put(receipt)
    if (!held) {
      stream.push({ key: { subjectKey: receipt.subjectKey, receiptKey: receipt.receiptKey }, flights: 0 })
    }
    return { held }
  }

  function says(): ProvenReply {
    const state = truthAt(now)
    const body = state === 'ABSENT' ? noPayment : paymentIs(state)
    const reply = answer(body, now)
    wire.push(reply)
    return reply
  }

  function callOf(caller: number): SignedCall {
    return async () => {
      oracle.asked(watches.held(paymentKey)?.value)
      try {
        const replays = wire
          .slice(-3)
          .map((old, at) => [`an old answer ${at}`, async () => old] as [string, () => Promise<ProvenReply>])
        const reply = await gate(caller, 'ask', async () => says(), replays)
        return await gate(caller, 'arrive', async () => passed(reply))
      } catch {
        return refused({ because: 'timed-out' } as const)
      }
    }
  }

  function tendPartsOf(caller: number): TendParts {
    const skew = skews[caller % skews.length] ?? 0
    const keys = { current: async () => ring, newerThan: async () => undefined }
    const parts: TendParts = {
      platformOf: () => ({ platform: antom, inquiries: [row], keys }),
      log: { latest: (subject) => gate(caller, 'latest', () => log.latest(subject)) },
      inbox: { put: (receipt) => gate(caller, 'put', () => put(receipt)) },
      watches: {
        read: (key) => gate(caller, 'read', () => watches.read(key)),
        write: (key, value, after, expires) =>
          gate(caller, 'write', async () => {
            const isWritten = await watches.write(key, value, after, expires)
            if (isWritten) oracle.written(value)
            return isWritten
          }),
      },
      turns: { read: turns.read, write: (...turn) => gate(caller, 'turn', () => turns.write(...turn)) },
      wakeUps: {
        send: (wake, delayMs) => gate(caller, 'wake', async () => send(JSON.stringify(wake), delayMs)),
      },
      refused: { send: async (_, reason) => oracle.wrong(`refused: ${reason}`) },
      call: callOf(caller),
      clock: () => now + skew,
      newReceiptId: () => `receipt-${++receiptIds}`,
      retentionMs: 35 * 24 * 60 * MINUTE,
      maxSkewMs: 10 * MINUTE,
      asksPerSecond: 1,
    }
    return world.spoil?.(parts) ?? parts
  }

  function begin(message: Message): void {
    const caller = callers++
    traces.set(caller, message.body)
    message.flights++
    const over = (isDone: boolean) => {
      message.flights--
      if (isDone) message.isDone = true
      else message.dueAt = Math.max(message.dueAt, now + VISIBILITY_MS)
      queue = queue.filter((each) => !each.isDone)
      traces.delete(caller)
    }
    flights.set(caller, () => over(false))
    tend(message, tendPartsOf(caller)).then(
      (tended) => {
        if (!flights.delete(caller)) return
        oracle.tended(message.body, tended)
        over(tended.outcome !== 'ahead')
      },
      () => flights.delete(caller) && over(false),
    )
  }
  /** What becomes of a function's work when it dies. */
  const flights = new Map<number, () => void>()

  function beginDelivery(record: (typeof stream)[number]): void {
    const caller = callers++
    traces.set(caller, record.key.receiptKey)
    record.flights++
    const announce = announcer((_, api) => (api === unresolved.name ? undefined : row), {
      send: (wake, delayMs) => gate(caller, 'announce', async () => send(JSON.stringify(wake), delayMs)),
    })
    const over = (isDone: boolean) => {
      record.flights--
      if (isDone) {
        stream = stream.filter((each) => each !== record)
        delivered.push(record.key)
      }
      traces.delete(caller)
    }
    flights.set(caller, () => over(false))
    void deliver([record.key], {
      apisOf: () => reports,
      receipts: inbox,
      log: {
        latest: (subject) => gate(caller, 'latest', () => log.latest(subject)),
        find: log.find,
        append: (...entry) => gate(caller, 'append', () => log.append(...entry)),
      },
      bus: { publish: (events) => gate(caller, 'publish', () => bus.publish(events)) },
      deadLetters: memoryDeadLetters(),
      announce,
      clock: () => now,
    }).then(([delivery]) => {
      if (flights.delete(caller)) over(delivery !== undefined && !isUndone(delivery))
    })
  }

  function announceNow(announced: Announced): void {
    toAnnounce = toAnnounce.filter((each) => each !== announced)
    const { forMs, schedule, delayMs = MINUTE } = announced
    const until = forMs === undefined ? undefined : now + forMs
    oracle.announced()
    send(JSON.stringify({ ...payment, until, schedule }), delayMs)
  }

  function notifyNow(one: Notified): void {
    toNotify = toNotify.filter((each) => each !== one)
    notified.push(one)
    const { state, says = '', at } = one
    const isPending = state === 'PENDING'
    const body = JSON.stringify({
      notifyType: isPending ? 'PAYMENT_PENDING' : 'PAYMENT_RESULT',
      result: { resultStatus: state === 'FAIL' ? 'F' : isPending ? 'U' : 'S' },
      paymentRequestId: 'p1',
      ...(says && { paymentId: says }),
    })
    const sentAt = noon + at
    void receive(verifiedRequest(body, { sentAt, receivedAt: now }), { ...receiving, inbox: { put } }, now)
  }

  /** When something is to happen that has not yet. */
  function nextTime(): number | undefined {
    const times = [
      ...queue.map(({ dueAt }) => dueAt),
      ...[...toAnnounce, ...toNotify].map(({ at }) => noon + at),
      ...truth.map(([at]) => noon + at),
    ].filter((at) => at > now)
    return times.length > 0 ? Math.min(...times) : undefined
  }

  function answerAfter(
    call: Call,
    happen: () => Promise<() => void>,
    tells: 'answer' | 'error' | 'nothing',
  ): void {
    waiting = waiting.filter((other) => other !== call)
    const told = happen()
    if (tells === 'nothing') kill(call.caller)
    else void told.then((tell) => (tells === 'answer' ? tell() : call.fail()))
  }

  function kill(caller: number): void {
    dead.add(caller)
    waiting = waiting.filter((call) => call.caller !== caller)
    const end = flights.get(caller)
    flights.delete(caller)
    end?.()
  }

  function ways(): readonly Way[] {
    const next = nextTime()
    return [
      ...waiting.map((call) => wayOf(call, 'happens', () => answerAfter(call, call.happen, 'answer'))),
      ...queue
        .filter(({ dueAt, flights: inFlight }) => dueAt <= now && inFlight === 0)
        .map((message) => ({ title: () => `message ${message.body}`, go: () => begin(message) })),
      ...stream
        .filter((record) => record.flights === 0)
        .map((record) => ({
          title: () => `deliver ${record.key.receiptKey}`,
          go: () => beginDelivery(record),
        })),
      ...toAnnounce
        .filter(({ at }) => noon + at <= now)
        .map((one) => ({ title: () => 'announce', go: () => announceNow(one) })),
      ...toNotify
        .filter(({ at }) => noon + at <= now)
        .map((one) => ({ title: () => `notify ${one.state}`, go: () => notifyNow(one) })),
      ...(next === undefined
        ? []
        : [{ title: () => `time ${next - noon}`, go: () => passTo(next), isTime: true as const }]),
    ]
  }

  function passTo(time: number): void {
    now = time
  }

  function wayOf({ caller, title }: Call, what: string, go: () => void): Way {
    return { title: () => `${caller} ${title} ${what}`, go }
  }

  const befalling: Readonly<Record<Befalling, () => readonly Way[]>> = {
    faults: () =>
      waiting.flatMap((call) => [
        wayOf(call, 'fails', () => answerAfter(call, async () => () => {}, 'error')),
        wayOf(call, 'happens unheard', () => answerAfter(call, call.happen, 'error')),
      ]),
    crashes: () =>
      waiting.flatMap((call) => [
        wayOf(call, 'is never made', () => kill(call.caller)),
        wayOf(call, 'is the last', () => answerAfter(call, call.happen, 'nothing')),
      ]),
    replays: () =>
      waiting.flatMap((call) =>
        call.others.map(({ title, happen }) => wayOf(call, title, () => answerAfter(call, happen, 'answer'))),
      ),
    doubles: () => [
      ...queue
        .filter(({ dueAt, flights: inFlight }) => dueAt <= now && inFlight > 0)
        .map((message) => ({ title: () => `twice ${message.body}`, go: () => begin(message) })),
      ...delivered
        .slice(-2)
        .map((key) => ({ title: () => `again ${key.receiptKey}`, go: () => deliverAgain(key) })),
      ...notified.slice(-1).map((one) => ({ title: () => `resend ${one.state}`, go: () => notifyNow(one) })),
    ],
  }

  function deliverAgain(key: ReceiptKey): void {
    const record = { key, flights: 0 }
    stream.push(record)
    beginDelivery(record)
  }

  return {
    ways,
    /** What of this kind may befall now. */
    befalls: (kind: Befalling) => befalling[kind](),
    async go(way: Way) {
      way.go()
      await quiet()
    },
    /** Drops the notifications that have not come: nobody waits for them any more. */
    noMoreNotifications() {
      toNotify = []
    },
    wrongs: () => oracle.wrongs(),
    ends: () => oracle.ends(),
    questions: () => oracle.questions(),
    log: () => log.entries(paymentKey),
    events: () => bus.published,
    /** All that decides what may still happen. */
    state: () =>
      JSON.stringify([
        now,
        log.entries(paymentKey),
        inbox.receipts().map(({ receiptKey }) => receiptKey),
        watches.held(paymentKey),
        turns.held('antom#CLIENT_1#gateway'),
        queue,
        [...traces],
        waiting.map(({ caller, title }) => `${caller} ${title}`),
        stream,
        delivered,
        toAnnounce.length,
        toNotify.length,
        wire.length,
      ]),
  }
}

/** Resolves when nothing is left to do but what waits at a gate: ticks come after all that promises have to do. */
function quiet(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}
