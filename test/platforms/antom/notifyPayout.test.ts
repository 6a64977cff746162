import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const success = sampleOf('antom', 'notifyPayout')
const returned = variantOf(success, {
  transferResult: { resultCode: 'BANK_RETURN', resultStatus: 'F', resultMessage: '' },
})

describe('notifyPayout of antom', () => {
  it('takes a return by the bank as the end, in any order', () => {
    expect(stepsOf('antom', [success.body, returned])).toEqual(['changed to SUCCESS', 'changed to FAIL'])
    expect(stepsOf('antom', [returned, success.body])).toEqual(['changed to FAIL', 'stale at FAIL'])
  })

  it('never lets the methods out, which hold tokens and account data', () => {
    const method = { paymentMethodType: 'BANK', paymentMethodId: 'TOKEN', paymentMethodMetaData: { no: '1' } }
    const { body } = messageOf(
      'antom',
      variantOf(success, {
        transferFromDetail: { transferFromMethod: method },
        transferToDetail: { transferToMethod: method },
      }),
    ).understanding
    expect(body).toMatchObject({
      transferFromDetail: { transferFromMethod: { paymentMethodType: 'BANK' } },
      transferToDetail: { transferToMethod: { paymentMethodType: 'BANK' } },
    })
    expect(JSON.stringify(body)).not.toMatch(/TOKEN|MetaData/)
  })
})
