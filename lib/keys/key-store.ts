import type { KeyRing } from '../protocol/keys.ts'

/** The keys of one platform, loaded once per environment and kept fresh (design §6). Nothing here ever rejects. */
export interface KeyStore {
  /**
   * The ring in use. Waits for the first load only; where the ring is over five minutes old, a refresh starts and runs
   * beside the caller. An empty ring means that no key could be read at all, and is tried again at most once a second.
   */
  current(): Promise<KeyRing>
  /**
   * A ring read after `seen`, or undefined where there is none to be had now: forced refreshes start at most once in
   * 30 s, counted from the last forced one, are shared by concurrent callers, and nobody waits over one second.
   */
  newerThan(seen: KeyRing): Promise<KeyRing | undefined>
}
