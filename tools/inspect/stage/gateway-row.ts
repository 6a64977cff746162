import { platforms } from '../../doctor/known/platforms.ts'
import type { LogEntry } from '../../local/watcher.ts'
import { type End, ends } from '../../watch/ends.ts'
import type { CallRow } from '../view.ts'

interface Answered {
  readonly end: End
  /** Where a stage asks for something else than this machine. */
  readonly advice?: string
}

const byStatus: ReadonlyMap<unknown, Answered> = new Map<unknown, Answered>([
  ['400', { end: 'bad-path' }],
  ['404', { end: 'not-served' }],
  ['413', { end: 'too-large' }],
  ['429', { end: 'throttled', advice: 'a flood, or THROTTLE_RATE is too low: docs/integrate.md#settings' }],
])

const crashed: Answered = {
  end: 'crashed',
  advice: 'the function crashed, ran out of time, or none was free: its own log says which, around this time',
}

/**
 * A line of API Gateway's access log as a row, where no function can have answered; undefined otherwise. Nothing that a
 * stranger chose is in that log (serverless.yml), so that the path is not either.
 */
export function gatewayRow({ requestId, route, status, error, latency }: LogEntry, loggedAt: number) {
  const isFailed = typeof error === 'string' && error !== '' && error !== '-'
  const answered = isFailed ? crashed : byStatus.get(status)
  if (!answered || typeof requestId !== 'string' || requestId === '') return undefined
  const { end, advice = ends[end].advice } = answered
  const tookMs = Number(latency) || 0
  const isServed = typeof route === 'string' && route.includes('/')
  return {
    id: requestId,
    at: loggedAt - tookMs,
    platform: platforms.find(({ name }) => isServed && route.includes(`/${name}/`))?.name ?? '-',
    api: '-',
    contract: undefined,
    about: isServed ? route : 'its path is on no record',
    end,
    look: ends[end].look,
    status: Number(status) || 0,
    tookMs,
    ...(isFailed && { why: `API Gateway had no answer from it: ${error}` }),
    ...(advice !== undefined && { advice }),
  } satisfies CallRow
}
