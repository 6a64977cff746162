/** What an operation has come to, for good. */
export interface Outcome {
  readonly status: 'S' | 'F'
  /** The whole answer, as JSON text. */
  readonly body: string
}

/** `act` executes the operation, `cancel` cancels it. */
export type Role = 'act' | 'cancel'

/** How far one role of an operation has come. */
export interface Entry {
  /** Of the key fields that it was begun with. */
  readonly digest: string
  /** How often it was begun. */
  readonly attempt: number
  /** Who began it last. */
  readonly owner: string
  /** Epoch milliseconds until which nobody else may begin it; 0 once that is given back. */
  readonly leaseUntil: number
  readonly outcome?: Outcome
}

/** One business operation: what executes it and what cancels it stand side by side. */
export type Operation = { readonly [Name in Role]?: Entry }

/** What an owner asks for; all times in epoch milliseconds. */
interface Ask {
  readonly key: string
  readonly role: Role
  /** Random: tells this execution from every other. */
  readonly owner: string
  /** The request that it came with, by which the log is searched. */
  readonly correlationId: string
  readonly now: number
  /** Until when a store that is slow or fails is asked again; asked it is once in any case. */
  readonly until: number
}

export interface Claim extends Ask {
  readonly api: string
  readonly digest: string
  readonly leaseUntil: number
  /** Epoch seconds until which the operation is kept, for DynamoDB's TTL; undefined for ever. */
  readonly expires: number | undefined
}

/** The end of the owner's attempt, and for the operator when it was begun and how it ended. */
export interface End extends Ask {
  readonly begunAt: number
  readonly disposition: string
}

export interface Settlement extends End {
  readonly outcome: Outcome
}

/** The operation as it is after what was granted, or as it is in place of what was refused. */
export interface Ruling {
  readonly granted: boolean
  readonly operation: Operation
}

/**
 * Where operations are recorded, with a trail of their last attempts. Each call is one atomic step, however often it is
 * asked for; it throws where the store fails, and whether the step was taken is then unknown.
 */
export interface Journal {
  /**
   * Begins the role's next attempt for the owner, unless it has an outcome, another digest, or a lease that has not run
   * out; and, for `act`, unless there is a cancel that has not failed.
   */
  claim(claim: Claim): Promise<Ruling>
  /** Records the outcome if the owner still is the last who began, and there is none. A cancel's S is kept for ever. */
  settle(settlement: Settlement): Promise<Ruling>
  /** Ends the owner's lease, so that another may begin at once; does nothing where it is not the owner's any more. */
  release(end: End): Promise<void>
}
