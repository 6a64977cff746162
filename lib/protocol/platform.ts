import type { AlgorithmName } from './keys.ts'
import type { Result } from './result.ts'

export type PlatformName = 'acquirer' | 'wallet' | 'antom' | 'mini-program' | 'worldfirst'

/** One of the five dialects: data by which the protocol, the engines and the edge are steered. */
export interface Platform {
  readonly name: PlatformName
  /** What its overview lists; a key of another kind is refused when the secret is read. */
  readonly algorithms: readonly AlgorithmName[]
  /** The precision of Response-Time. */
  readonly responseTime: 'seconds' | 'milliseconds'
  /** Its overview requires the header; its absence is logged, never refused (protocol.md §9.23). */
  readonly contentTypeRequired: boolean
  /** The Agent-Token of a request is echoed in the reply (ams-java-sdk does). */
  readonly echoesAgentToken: boolean
  /** It may encrypt (RSA_AES), and a client's secret may opt in to that. */
  readonly encrypts: boolean
  /** It sends commands, and a client's secret may hold what the partner's backend knows us by. */
  readonly sendsCommands: boolean
  /** By the law of answers (design §2): each is the one that keeps this platform's genuine sender trying. */
  readonly answers: {
    readonly acknowledged: Result
    readonly sendAgain: Result
    readonly notGenuine: Result
    readonly unknownClient: Result
    /** To a command that names no API of ours. */
    readonly unknownApi: Result
  }
}
