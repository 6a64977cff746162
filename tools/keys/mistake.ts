/** What is odd about a pasted key. Neither sentence quotes more of it than one character. */
export interface Mistake {
  /** In kebab case, such as `line-breaks-written`: the closed list stands in the rows. */
  readonly name: string
  /** What it is, or what happened to it. */
  readonly what: string
  /** What to do about it. */
  readonly change: string
}
