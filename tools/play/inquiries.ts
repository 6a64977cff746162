import type { Chain } from '../alipay/chains/chain.ts'
import { playChain } from '../alipay/chains/play-chain.ts'
import { isNotifier, type Notifier } from '../alipay/sender.ts'
import { namesGateway } from '../local/prepare-senders.ts'
import type { LocalStack } from '../local/stack.ts'
import { untilEvents } from './notifications.ts'
import { type Stage, sceneLine } from './scene.ts'

type Asking = Pick<LocalStack, 'senders' | 'files' | 'alipay' | 'announce'>

/** Two notifications of which one must be wrong. */
function contradiction(paymentRequestId: string): Chain {
  const fields = { paymentRequestId }
  return {
    name: 'contradiction',
    platforms: ['antom'],
    what: 'it succeeded, and then it failed',
    steps: [
      { what: 'it succeeded', sample: 'notifyPayment', fields, expects: 'S' },
      { what: 'it failed', sample: 'notifyPayment.failed', fields, expects: 'S' },
    ],
  }
}

/**
 * Announces a payment whose notification never comes, to be asked about behind all that is played meanwhile. Returns what
 * shows how it ended, and then a contradiction that is settled.
 */
export function beginInquiries(stack: Asking, run: string, stage: Stage): () => Promise<void> {
  const { antom } = stack.senders
  if (!isNotifier(antom) || !namesGateway(antom, 'antom', stack.files)) return async () => undefined
  const [silent, contradicted] = [`silent-${run}-1`, `contradicted-${run}-2`]
  stack.alipay.tell({ platform: 'antom', id: silent, says: ['PROCESSING', 'SUCCESS'] })
  stack.alipay.tell({ platform: 'antom', id: contradicted, says: ['FAIL'] })
  const { clientId } = antom
  stack.announce(
    JSON.stringify({ platform: 'antom', clientId, kind: 'payment', id: silent, schedule: 'in-store' }),
  )
  return async () => {
    await showSilent(stack, silent, stage)
    await showContradiction(stack, antom, contradicted, stage)
  }
}

async function showSilent({ files }: Asking, id: string, { print }: Stage): Promise<void> {
  print(
    '\nantom: a payment that was announced, and of which no notification comes. After a minute, here three',
  )
  print('seconds, Alipay is asked, and asked again while it is in process:')
  for (const line of await untilEvents(files.events, id, 2)) print(eventLine(line))
}

async function showContradiction(stack: Asking, sender: Notifier, id: string, stage: Stage): Promise<void> {
  const { print, announce } = stage
  print('\nantom: two notifications, and only one can be true. Alipay is asked which:')
  for await (const played of playChain(contradiction(id), { sender, platform: 'antom', run: id, announce })) {
    print(sceneLine(played))
  }
  for (const line of await untilEvents(stack.files.events, id, 3)) print(eventLine(line))
}

interface Detail {
  readonly sequence: number
  readonly conflicting: boolean
  readonly settles?: number
  readonly state: { readonly before: string | null; readonly after: string | null }
}

function eventLine(line: string): string {
  const { 'detail-type': type, detail } = JSON.parse(line)
  const { sequence, conflicting, settles, state }: Detail = detail
  const news = conflicting ? `conflicting, still ${state.after}` : `${state.before ?? '-'} -> ${state.after}`
  return `  ${type.padEnd(16)} #${sequence}  ${news}${settles === undefined ? '' : `: settles #${settles}`}`
}
