import { acquirer } from '../../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../../lib/platforms/worldfirst/platform.ts'
import type { Platform } from '../../../lib/protocol/platform.ts'

export const platforms: readonly Platform[] = [acquirer, antom, miniProgram, wallet, worldfirst]
