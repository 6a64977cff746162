/** Where a platform's secret is read from. */
export interface SecretSource {
  /**
   * The texts of the secret and its continuations (`<name>`, `<name>-2` …), in that order; none where the secret has
   * no value or does not exist. Throws where the store cannot be reached or refuses, and when the signal aborts.
   */
  read(signal: AbortSignal): Promise<readonly string[]>
}
