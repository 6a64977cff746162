/** The version of a key that nobody has: by it the log and the terminal know a question of `keys rotate`. */
export const PROBE_VERSION = 'asked-by-keys-rotate'
