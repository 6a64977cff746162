/** Names a document of this form. */
export interface Key<Document> {
  readonly text: string
  /** Never there: it ties the form to the key. */
  readonly form?: Document
}

/** Whose document it is: clients know nothing of one another. */
export interface Owner {
  readonly platform: string
  readonly clientId: string
}

/** A kind of document, and what distinguishes it within its kind. */
export function keyOf<Document>(kind: string, ...parts: readonly string[]): Key<Document> {
  return { text: [kind, ...parts.map(encodeURIComponent)].join('#') }
}

/** The same for a document of one client. */
export function keyFor<Document>(
  { platform, clientId }: Owner,
  kind: string,
  ...parts: readonly string[]
): Key<Document> {
  return keyOf(kind, platform, clientId, ...parts)
}
