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
  /** Epoch milliseconds at which it was begun for the first time. */
  readonly firstBegunAt: number
  /** Epoch milliseconds until which nobody else may begin it; 0 once that is given back. */
  readonly leaseUntil: number
  readonly outcome?: Outcome
}

/** One business operation: what executes it and what cancels it stand side by side. */
export type Operation = { readonly [Name in Role]?: Entry }

/** Which operation a call is about; all times in epoch milliseconds. */
export interface Lookup {
  readonly key: string
  /** Until when a store that is slow or fails is asked again; it is asked once in any case. */
  readonly until: number
}

/** What an owner asks for. */
interface Step extends Lookup {
  readonly role: Role
  /** Random: no two executions have the same. */
  readonly owner: string
  /** The request that it came with, by which the log is searched. */
  readonly correlationId: string
  readonly now: number
}

export interface Claim extends Step {
  readonly api: string
  readonly digest: string
  readonly leaseUntil: number
  /** Epoch seconds until which the operation is kept, for DynamoDB's TTL; undefined for ever. */
  readonly expires: number | undefined
}

/** The end of the owner's attempt; for the operator, also when it was begun and how it ended. */
export interface End extends Step {
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
 * Where operations are recorded, with a trail of their last attempts. A claim, a settlement and a release are one atomic
 * step each, however often they are asked for. Every call throws where the store fails; whether its step was taken is
 * then unknown.
 */
export interface Journal {
  /** The operation as it is; empty where nothing was begun. Changes nothing. */
  look(lookup: Lookup): Promise<Operation>
  /**
   * Begins the role's next attempt for the owner, unless it has an outcome, another digest, or a lease that has not run
   * out; and, for `act`, unless there is a cancel that has not failed. One owner begins once: what it asks again is refused.
   */
  claim(claim: Claim): Promise<Ruling>
  /** Records the outcome if the owner still is the last who began, and there is none. A cancel's S is kept for ever. */
  settle(settlement: Settlement): Promise<Ruling>
  /** Ends the owner's lease, so that another may begin at once; does nothing where it is not the owner's any more. */
  release(end: End): Promise<void>
}
