/** One thing that is typed in one of the shells, as the picture shows it. */
export interface Scene {
  /** 0 is the shell in which the receiver runs. */
  readonly shell: 0 | 1
  readonly typed: string
  /** So many lines are shown, and then that there are more; without it, all. */
  readonly head?: number
  /** What the receiver says to it, for which is waited; without it, nothing. */
  readonly seen?: RegExp
}

/** What the picture in the README shows, in this order. */
export const story: readonly [Scene, ...Scene[]] = [
  { shell: 0, typed: 'npm start -- --no-demo', head: 1, seen: /each call is a line/ },
  { shell: 1, typed: 'npm run alipay -- send antom --quiet', seen: /accepted/ },
  { shell: 1, typed: 'npm run alipay -- send antom --quiet --fault re-serialised', seen: /refused explain/ },
  {
    shell: 1,
    typed: 'npm run alipay -- send antom --quiet --fault stage-signed --record refused.ndjson',
    seen: /refused explain/,
  },
  { shell: 1, typed: 'npm run alipay -- explain refused.ndjson' },
]
