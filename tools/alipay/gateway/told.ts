import { unknownName } from '../../terminal/nearest.ts'
import { type AskedApi, askedApis, statesOf } from './asked-apis.ts'
import { type GatewayFault, gatewayFaults } from './gateway-faults.ts'

/** What the gateway is to know of an object. */
export interface Telling {
  readonly platform: string
  /** As it is announced: `payment`, which is what it is where nothing is said. */
  readonly kind?: string
  readonly id: string
  /**
   * What it says, one question after the other, and the last for good: a state, `absent`, or either with a fault behind
   * it, `SUCCESS unsigned`.
   */
  readonly says: readonly string[]
}

export interface Saying {
  /** Undefined: it does not know the object. */
  readonly state: string | undefined
  readonly fault: GatewayFault | undefined
}

/** Objects that somebody has said something about. */
export interface Told {
  /** Throws with a line that says what is wrong with it. */
  tell(telling: Telling): void
  /** What is said now of the object. */
  next(api: AskedApi, id: string): Saying
}

const ABSENT = 'absent'

export function newTold(): Told {
  const sayings = new Map<string, Saying[]>()
  return {
    tell({ platform, kind = 'payment', id, says }) {
      const api = askedApis.find((one) => one.platform === platform && one.kind === kind)
      if (!api) throw new Error(`${platform} is not asked for a ${kind}`)
      if (typeof id !== 'string' || id === '') throw new Error('id must be a text')
      if (!Array.isArray(says) || says.length === 0) throw new Error('says must be a list of states')
      sayings.set(
        nameOf(api, id),
        says.map((saying) => readSaying(api, String(saying))),
      )
    },
    next(api, id) {
      const [saying, ...rest] = sayings.get(nameOf(api, id)) ?? []
      if (rest.length > 0) sayings.set(nameOf(api, id), rest)
      return saying ?? { state: undefined, fault: undefined }
    },
  }
}

function nameOf({ platform, path }: AskedApi, id: string): string {
  return JSON.stringify([platform, path, id])
}

function readSaying(api: AskedApi, text: string): Saying {
  const [state = '', name] = text.split(' ')
  const states = statesOf(api)
  if (state !== ABSENT && !states.includes(state)) {
    throw new Error(unknownName('state', state, [...states, ABSENT]))
  }
  const fault = gatewayFaults.find((one) => one.name === name)
  if (name !== undefined && !fault) {
    throw new Error(
      unknownName(
        'fault',
        name,
        gatewayFaults.map((one) => one.name),
      ),
    )
  }
  return { state: state === ABSENT ? undefined : state, fault }
}
