import type { AlgorithmName } from './keys.ts'
import type { Result } from './result.ts'

export type PlatformName = 'acquirer' | 'wallet' | 'antom' | 'mini-program' | 'worldfirst'

/** What a function receives: facts, or acts that are asked for. */
export type Contract = 'notification' | 'command'

export type TimePrecision = 'seconds' | 'milliseconds'

/** One of the five dialects as data (docs/protocol.md, "The five dialects"). */
export interface Platform {
  readonly name: PlatformName
  /** As its page lists them; a key of another kind is refused when the secret is read. */
  readonly algorithms: readonly AlgorithmName[]
  /** Of Response-Time, in our replies. */
  readonly responseTime: TimePrecision
  /** Of Request-Time, in our requests to its gateway. */
  readonly requestTime: TimePrecision
  /** Its page requires the header; that it is missing is logged, never refused. */
  readonly contentTypeRequired: boolean
  /** A request's Agent-Token comes back in the reply, as https://github.com/alipay/ams-java-sdk does it. */
  readonly echoesAgentToken: boolean
  /** It may encrypt (RSA_AES), and a client's secret may opt in to that. */
  readonly encrypts: boolean
  /** It sends commands, and a client's secret may hold the backend's credential. */
  readonly sendsCommands: boolean
  /** It has inquiry APIs, and a client's secret may name the gateway that answers them. */
  readonly answersInquiries: boolean
  /** None of them makes a genuine sender give up: docs/architecture.md, "The law of answers". */
  readonly answers: {
    readonly acknowledged: Result
    readonly sendAgain: Result
    readonly notGenuine: Result
    readonly unknownClient: Result
    /** To a command that names no API of ours. */
    readonly unknownApi: Result
  }
}
