import type { SignedOtherwise } from '../variant.ts'

/** A setting of the receiver may mend it: which value does is known, and tried, once the URI that was signed is found. */
export function mendedBy(
  setting: 'PUBLIC_PATH_PREFIX' | 'PUBLIC_PATHS',
  otherwise: string,
): Pick<SignedOtherwise, 'change' | 'where' | 'mending'> {
  return { change: otherwise, where: 'proxy', mending: setting }
}
