import type { Played } from '../alipay/chains/play-chain.ts'
import type { Sender } from '../alipay/sender.ts'
import type { SignedRequest } from '../alipay/signed-request.ts'

/** Where a play is shown. */
export interface Stage {
  print(line: string): void
  /** Takes each request before it is sent. */
  readonly announce?: (request: SignedRequest) => void
}

/** What a step was, how it was answered, and how what it asked about went. */
export function sceneLine({ step, exchange, reported, isSame, differences }: Played): string {
  const { status, result } = exchange.reply
  const { resultStatus, resultCode = '' } = result ?? {}
  const signature = exchange.seal.kind === 'holds' ? 'the signature holds' : 'NOT SIGNED'
  const rest = [
    isSame && ', the same outcome',
    reported && `; it: ${reported}`,
    differences.length > 0 && `; NOT AS IT MUST BE: ${differences.join('; ')}`,
  ]
  const answer = `HTTP ${status}  ${resultStatus} ${resultCode.padEnd(23)} ${signature}`
  return `  ${step.what.padEnd(26)} ${answer}${rest.filter(Boolean).join('')}`
}

export function leftOut(platform: string, { clientId }: Sender): string {
  return `\n${platform}: left out, because secrets/${platform}.json has no client ${clientId}`
}
