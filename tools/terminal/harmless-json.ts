/** JSON in one line of which nothing steers a terminal: what is no visible character stands as an escape. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value).replace(/\p{C}/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}
