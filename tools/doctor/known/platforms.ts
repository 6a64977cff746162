import { platforms as byName } from '../../../lib/platforms/platforms.ts'
import type { Platform } from '../../../lib/protocol/platform.ts'

/** The five dialects, one after the other. */
export const platforms: readonly Platform[] = Object.values(byName)
