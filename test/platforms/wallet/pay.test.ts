import { describe, expect, it } from 'vitest'
import { isRecorded } from '../../../lib/commands/is-recorded.ts'
import { pay } from '../../../lib/platforms/wallet/pay.ts'
import { commandRequest, commandSampleOf, readCommand } from '../../support/request/command-samples.ts'

const evaluation = commandSampleOf('wallet', 'pay.evaluation').request.toString()
const recorded = (body: Buffer | string) => isRecorded(pay, commandRequest('wallet', 'pay', body))
const flagged = (flag: string) =>
  evaluation.replace('"isPaymentEvaluation": "true"', `"isPaymentEvaluation": ${flag}`)

describe('a pay', () => {
  it.each(['pay', 'pay.agreement'])('is recorded: %s', (name) => {
    expect(recorded(commandSampleOf('wallet', name).request)).toBe(true)
  })

  it.each([
    ['"true"', false],
    ['true', false],
    ['"false"', true],
    ['false', true],
    ['null', true],
    ['""', true],
  ])('whose flag of an evaluation is %s is recorded: %s', (flag, expected) => {
    expect(recorded(flagged(flag))).toBe(expected)
  })

  it.each(['"TRUE"', '"True"', '"1"', '1', '"yes"', '"Y"', '" true"', '{}'])(
    'whose flag of an evaluation is %s is refused: it could be either',
    (flag) => {
      const field = 'paymentFactor.isPaymentEvaluation'
      expect(readCommand('wallet', 'pay', flagged(flag))).toMatchObject({ kind: 'illegal', field })
    },
  )

  it('may fail as its cancel makes it fail', () => {
    expect(pay.failures).toContain('ORDER_IS_CLOSED')
  })
})
