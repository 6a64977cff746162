/** What a word of a curl command does to the request. */
export type Effect =
  | 'header'
  | 'data'
  | 'data-raw'
  | 'data-binary'
  | 'json'
  | 'method'
  | 'url'
  | 'target'
  | 'user-agent'
  | 'cookie'
  | 'referer'
  | 'unknown-body'

/** https://curl.se/docs/manpage.html: the options that say what is sent. */
const effects: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ['-H', 'header'],
  ['--header', 'header'],
  ['-d', 'data'],
  ['--data', 'data'],
  ['--data-ascii', 'data'],
  ['--data-raw', 'data-raw'],
  ['--data-binary', 'data-binary'],
  ['--json', 'json'],
  ['-X', 'method'],
  ['--request', 'method'],
  ['--url', 'url'],
  ['--request-target', 'target'],
  ['-A', 'user-agent'],
  ['--user-agent', 'user-agent'],
  ['-b', 'cookie'],
  ['--cookie', 'cookie'],
  ['-e', 'referer'],
  ['--referer', 'referer'],
  ['--data-urlencode', 'unknown-body'],
  ['-F', 'unknown-body'],
  ['--form', 'unknown-body'],
  ['-T', 'unknown-body'],
  ['--upload-file', 'unknown-body'],
])

/** Those that take a value and say nothing of the request; every other option stands alone. */
const valued = new Set(
  [
    '-o -u -x -w -m -E -c -C -D -K -P -Q -r -t -U -y -Y -z',
    '--output --user --proxy --write-out --max-time --cert --cookie-jar --continue-at --dump-header --config --ftp-port',
    '--quote --range --telnet-option --proxy-user --speed-time --speed-limit --time-cond --connect-timeout --key',
    '--cacert --capath --cert-type --key-type --pass --resolve --connect-to --interface --retry --retry-delay',
    '--retry-max-time --limit-rate --ciphers --tls-max --tls13-ciphers --unix-socket --max-redirs --proto --proto-redir',
    '--noproxy --dns-servers --trace --trace-ascii --stderr --aws-sigv4 --oauth2-bearer --keepalive-time --variable',
  ].flatMap((names) => names.split(' ')),
)

/** One option with its value, or a word that is none: a URL. */
export interface Given {
  readonly effect: Effect
  readonly value: Buffer
}

/** What the words behind `curl` ask for, in their order. Letters may be joined: `-sXPOST`. */
export function readOptions(words: readonly Buffer[]): readonly Given[] {
  const given: Given[] = []
  const left = words.values()
  for (const word of left) {
    const text = word.toString('latin1')
    if (text.startsWith('--')) take(text, undefined)
    else if (text.length > 1 && text.startsWith('-')) {
      for (let at = 1; at < text.length; at++) {
        const rest = at + 1 < text.length ? word.subarray(at + 1) : undefined
        if (take(`-${text[at]}`, rest)) break
      }
    } else given.push({ effect: 'url', value: word })
  }
  return given

  /** Whether the option took the rest of its word as its value. */
  function take(name: string, joined: Buffer | undefined): boolean {
    const effect = effects.get(name)
    if (effect === undefined && !valued.has(name)) return false
    const value = joined ?? left.next().value ?? Buffer.alloc(0)
    if (effect) given.push({ effect, value })
    return true
  }
}
