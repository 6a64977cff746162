/** The last segment of a signed URI, by which its sender names the API; trailing slashes and the query aside. */
export function apiNameOf(uri: string): string {
  const [path = ''] = uri.split('?')
  return path.split('/').findLast((segment) => segment !== '') ?? ''
}

/** Every notification's name holds the word, and so does the bare URL; no command's does. */
export function namesNotification(name: string): boolean {
  return name.toLowerCase().includes('notify')
}
