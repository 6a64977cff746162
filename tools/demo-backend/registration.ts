import type { registration as row } from '../../lib/platforms/wallet/registration.ts'
import { keyFor } from './key.ts'
import { success } from './outcomes.ts'
import type { Act } from './store.ts'

/** Approves every merchant, and keeps the last registration of each. */
export const registration: Act<typeof row> = async (command, transaction) => {
  const { registrationRequestId, merchantInfo, storeInfo } = command.request
  const { referenceMerchantId = registrationRequestId } = merchantInfo
  const store = storeInfo?.referenceStoreId ?? ''
  transaction.write(keyFor(command, 'merchant', referenceMerchantId, store), { merchantInfo, storeInfo })
  return { result: success, registrationResult: { registrationStatus: 'APPROVED' } }
}
