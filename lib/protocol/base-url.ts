import { type Checked, passed, refused } from './checked.ts'

/** Where plain http does not leave the machine. */
const loopback = ['127.0.0.1', 'localhost', '[::1]']

/** Whether nobody between can read what is sent there: https, or plain http within this machine. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname))
}

/**
 * A URL that paths are put behind, without a slash at its end, and to which everything goes in private. The refusal
 * does not quote a wrong one, which may hold a password; it has the example in its place.
 */
export function readBaseUrl(text: string, example: string): Checked<string, string> {
  const url = URL.parse(text)
  if (!url || !isPrivate(url) || url.username || url.password || /[?#]/.test(text)) {
    return refused(
      `must be a URL such as ${example}, without user, query and fragment (http is for 127.0.0.1, localhost and [::1] only)`,
    )
  }
  return passed(url.href.replace(/\/+$/, ''))
}
