import { createSecretKey, hash, randomBytes } from 'node:crypto'
import { forwardToBackend } from '../../lib/adapters/http-backend.ts'
import type { Command } from '../../lib/commands/backend.ts'
import type { CommandApi } from '../../lib/commands/command-api.ts'
import { ANSWER_MS } from '../../lib/commands/execute.ts'
import { isRecorded } from '../../lib/commands/is-recorded.ts'
import { nameOperation } from '../../lib/commands/name-operation.ts'
import { recogniseCommand } from '../../lib/commands/recognise-command.ts'
import type { JsonObject } from '../../lib/content/json.ts'
import type { BackendCredential } from '../../lib/protocol/keys.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { type Heard, hear } from './heard.ts'
import type { Fate, Recorder } from './recorder.ts'
import { headerOf } from './recorder.ts'
import { skipped } from './verdict.ts'

/** A command of one API, as Alipay would send it. */
export interface Message {
  readonly platform: PlatformName
  readonly api: CommandApi
  readonly body: object
}

/** How a call differs from what the receiver would make of its message now. */
export interface CallOptions {
  readonly attempt?: number
  /** From now on, in milliseconds; below zero it has passed. By default what the receiver leaves a backend. */
  readonly deadlineMs?: number
  /** Null shows no credential at all. */
  readonly credential?: BackendCredential | null
  /** When it was signed, in milliseconds from now. */
  readonly signedMs?: number
  readonly fate?: Fate
}

export interface Caller {
  readonly clientId: string
  readonly credential: BackendCredential | undefined
}

export type CallDirectly = (message: Message, options?: CallOptions) => Promise<Heard>

/** Beyond the deadline, for the evidence: what a backend says too late. */
const PATIENCE_MS = 8_000

/**
 * Calls the backend as the receiver does, through the same adapter and the recorder, but without its journal: nothing
 * keeps a repeat, or a payment after its cancel, from the backend. Never rejects for what the backend does; skips the
 * check where the message does not fit its API.
 */
export function directCalls(recorder: Recorder, callerOf: (platform: PlatformName) => Caller): CallDirectly {
  let calls = 0
  return async (message, options = {}) => {
    const { attempt = 1, signedMs = 0, fate } = options
    const correlationId = `certify-${++calls}`
    if (fate) recorder.befall((call) => headerOf(call, 'x-correlation-id') === correlationId, fate)
    const { deadlineMs = message.api.senderTimeoutMs - ANSWER_MS } = options
    const { clientId, credential } = callerOf(message.platform)
    const shown = options.credential === undefined ? credential : (options.credential ?? undefined)
    const forward = forwardToBackend(recorder.url, () => Date.now() + signedMs)
    const command: Command = {
      ...commandOf(message, clientId),
      attempt,
      correlationId,
      deadline: Date.now() + deadlineMs,
      credential: shown,
      signal: AbortSignal.timeout(Math.max(0, deadlineMs) + PATIENCE_MS),
    }
    await forward(command).catch(() => undefined)
    const exchange = recorder.exchanges.findLast((one) => one.correlationId === correlationId)
    if (!exchange) throw new Error(`the call ${correlationId} never left: is this machine out of sockets?`)
    return hear(exchange)
  }
}

/** The key by which the receiver names the message's operation; undefined for what is not recorded. */
export function operationOf(message: Message, clientId: string) {
  const request = readRequest(message)
  if (!isRecorded(message.api, request)) return undefined
  return nameOperation(message.api, request, message.platform, clientId)
}

function commandOf(message: Message, clientId: string) {
  const request = readRequest(message)
  const operation = operationOf(message, clientId)
  return {
    platform: message.platform,
    clientId,
    api: message.api.name,
    request,
    idempotencyKey: operation?.idempotencyKey ?? hash('sha256', randomBytes(32), 'base64url'),
  }
}

function readRequest({ platform, api, body }: Message): JsonObject {
  const uri = `/${platform}/${api.name}`
  const recognition = recogniseCommand({ uri, body: Buffer.from(JSON.stringify(body)) }, [api])
  if (recognition.kind === 'command') return recognition.request
  const field = recognition.kind === 'illegal' ? recognition.field : 'the body'
  throw skipped(
    `${field} of ${api.name} is missing or illegal, by --set or by the answer that it was taken from`,
  )
}

/** A credential of the same kind that nobody knows. */
export function wrongCredential(credential: BackendCredential | undefined): BackendCredential {
  return credential?.kind === 'hmac'
    ? { kind: 'hmac', key: createSecretKey(randomBytes(32)) }
    : { kind: 'bearer', token: randomBytes(24).toString('base64url') }
}
