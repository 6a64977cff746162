import type { KeyObject } from 'node:crypto'
import { algorithmOf } from '../../../lib/protocol/algorithms.ts'
import { problem } from '../../terminal/problem.ts'
import { newPrivateKey } from '../generate/new-pair.ts'
import { askWhoSigns } from './probe.ts'
import type { State } from './state.ts'
import type { Step } from './step.ts'

/** Something that was looked at. */
export interface Check {
  readonly what: string
  /** Undefined where nobody could be asked. */
  readonly holds: boolean | undefined
}

/** The receiver that reads the secret, and the platform on its other side, as far as they can be asked. */
export interface Live {
  /** The platform is played on this machine: nobody needs to wait for it, or to upload anything. */
  readonly pretend: boolean
  /** The key that a step adds, where none was given. Throws a problem where only the platform has it. */
  newKey(state: State): Promise<KeyObject>
  /** Lets the platform know of a step that was written by somebody who was interrupted then. */
  resume?(state: State): Promise<void>
  /** Whether both sides answer, before anything is written; the receiver is not made to read its keys anew. */
  ready?(): Promise<Check>
  /** Whether the receiver works with the secret as it is. */
  prove(state: State): Promise<Check>
  /** Whether the old key can go. */
  proveNeedless(state: State): Promise<Check>
  /** Lets the platform know of a step that was written, and looks whether all works. */
  settle(step: Step, state: State): Promise<readonly Check[]>
}

/** A new private key of the kind of the one that signs. */
export function newKeyLike({ client }: State): Promise<KeyObject> {
  const { publicKey } = client.signing.find(({ signs }) => signs) ?? {}
  const algorithm = publicKey && algorithmOf(publicKey)
  if (!algorithm) throw problem('no key signs yet: `keys check` says what is wrong with the secret')
  return newPrivateKey(algorithm)
}

/** A receiver at a URL, whose platform nobody plays. */
export function receiverAt(url: string | undefined, example: string): Live {
  async function prove(state: State): Promise<Check> {
    if (url === undefined)
      return { what: `nobody was asked which key signs: say --url ${example}`, holds: undefined }
    const expected = state.client.signing.find(({ signs }) => signs)?.version
    const { version, holds } = await askWhoSigns(url, state)
    if (version === undefined)
      return { what: `${url} answered without a signature: is it the receiver of this secret?`, holds: false }
    if (version === expected) {
      return {
        what: `${url} signs under version ${version}, ${holds ? 'and the signature holds' : 'but the signature does NOT hold'}`,
        holds,
      }
    }
    return {
      what: `${url} still signs under version ${version}: every environment reads the secret again within five minutes`,
      holds: false,
    }
  }
  return {
    pretend: false,
    async newKey(state) {
      if (state.place.list === 'signing') return newKeyLike(state)
      throw problem("say --key <file> with the platform's new public key: its console shows it")
    },
    prove,
    proveNeedless: prove,
    settle: async (_, state) => [await prove(state)],
  }
}
