/** A scene of several messages that belong together, as data. */
export interface Chain {
  readonly name: string
  readonly platforms: readonly string[]
  /** One line for people. */
  readonly what: string
  readonly steps: readonly Step[]
}

export interface Step {
  /** Of a step whose answer a later one needs. */
  readonly name?: string
  /** A few words for people. */
  readonly what: string
  /** The message, as its file in docs/samples is named. */
  readonly sample: string
  /** Which of several things of its kind it is about: the end of its ids. */
  readonly of?: string
  /**
   * Fields of it, by path. `<run>` is the end of all ids; `<pay.paymentId>` what stands in the answer of the step `pay`,
   * `<pay.sent.paymentId>` in what it sent; alone, the value as it is, an object too.
   */
  readonly fields?: Readonly<Record<string, string>>
  /** A byte of it is altered after it was signed. */
  readonly isForged?: true
  /** The beginning of the result: `S`, `F ORDER_IS_CLOSED`; that of a forgery is the platform's. */
  readonly expects: string
  /** The beginning of the result that an inquiry reports. */
  readonly reports?: string
  /** The step whose answer must come again, byte for byte. */
  readonly repeats?: string
}
