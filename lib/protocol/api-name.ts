/** The last segment of a signed URI, by which its sender names the API; trailing slashes and the query aside. */
export function apiNameOf(uri: string): string {
  const [path = ''] = uri.split('?')
  return path.split('/').findLast((segment) => segment !== '') ?? ''
}

/** Whether the name is a notification's: each of theirs, like the bare URL, has the word; no command's has it. */
export function namesNotification(name: string): boolean {
  return name.toLowerCase().includes('notify')
}
