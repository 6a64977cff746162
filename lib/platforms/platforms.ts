import type { Platform, PlatformName } from '../protocol/platform.ts'
import { acquirer } from './acquirer/platform.ts'
import { antom } from './antom/platform.ts'
import { miniProgram } from './mini-program/platform.ts'
import { wallet } from './wallet/platform.ts'
import { worldfirst } from './worldfirst/platform.ts'

/** The five dialects by name, for what works with all of them; a function has its own alone. */
export const platforms: Readonly<Record<PlatformName, Platform>> = {
  acquirer,
  antom,
  'mini-program': miniProgram,
  wallet,
  worldfirst,
}
