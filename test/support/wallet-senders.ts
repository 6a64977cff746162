import { setTimeout as wait } from 'node:timers/promises'
import type { Commander } from '../../tools/alipay/sender.ts'
import { isSigned, type Reply, send, signCommand } from '../../tools/alipay/signed-request.ts'
import type { LoadedCommand } from './wallet-load.ts'

/** Where the receiver is, once it is there. */
export type Reach = () => Promise<Commander>

/** What every sender was told finally, by command. */
export type Told = ReadonlyMap<LoadedCommand, readonly string[]>

const RESEND_MS = 100

/**
 * Sends each command as often as it says, all at once and in the order of their places, and each again until it is told
 * S or F; a refund once its pay is. Calls back with each answer. Throws where one is not signed.
 */
export async function sendLoad(
  commands: readonly LoadedCommand[],
  reach: Reach,
  onAnswer: () => void,
): Promise<Told> {
  const told = new Map(commands.map((command) => [command, [] as string[]]))
  const firsts = new Map(commands.map((command) => [command, Promise.withResolvers<void>()]))
  const deliveries = commands.flatMap((command) => command.places.map((place) => ({ command, place })))
  const inOrder = deliveries.toSorted((one, other) => one.place - other.place)
  await Promise.all(
    inOrder.map(async ({ command }) => {
      if (command.api === 'refund' && command.pay) await firsts.get(command.pay)?.promise
      told.get(command)?.push(await sendUntilTold(command, reach, onAnswer))
      firsts.get(command)?.resolve()
    }),
  )
  return told
}

/** The S or F that it comes to. */
export async function sendUntilTold(
  { api, body }: LoadedCommand,
  reach: Reach,
  onAnswer: () => void = () => undefined,
): Promise<string> {
  for (;;) {
    const sender = await reach()
    const request = signCommand(sender, api, body)
    const reply = await send(request).catch(() => undefined)
    if (reply?.result) {
      if (!isSigned(reply, sender, request.target)) throw new Error('an answer is not signed')
      onAnswer()
      if (isFinal(reply)) return reply.body.toString()
    }
    await wait(RESEND_MS)
  }
}

function isFinal({ result }: Reply): boolean {
  return result?.resultStatus === 'S' || result?.resultStatus === 'F'
}
