import { describe, expect, it } from 'vitest'
import type { Entry, Outcome } from '../../lib/commands/journal.ts'
import { isBarred, isLeased, judge } from '../../lib/commands/judge.ts'
import { orderIsClosed, repeatInconsistent } from '../../lib/commands/results.ts'
import { pay } from '../../lib/platforms/wallet/pay.ts'
import { resultBody } from '../../lib/protocol/result.ts'

const NOW = 1_795_000_000_000
const outcome: Outcome = { status: 'S', body: 'paid' }
const failure: Outcome = { status: 'F', body: 'refused' }

const begun: Entry = {
  digest: 'mine',
  attempt: 1,
  owner: 'another',
  firstBegunAt: NOW,
  leaseUntil: NOW + 1,
}
const settled: Entry = { ...begun, outcome }
const failed: Entry = { ...begun, outcome: failure }
const different: Entry = { ...settled, digest: 'another' }

const inProgress = { disposition: 'in-progress', body: resultBody(pay.inProgress) }
const closed = { disposition: 'closed', body: resultBody(orderIsClosed) }
const inconsistent = { disposition: 'inconsistent', body: resultBody(repeatInconsistent) }
const repeated = { disposition: 'repeated', body: outcome.body }
const repeatedFailure = { disposition: 'repeated', body: failure.body }

describe('what the record says to who would execute an operation', () => {
  it.each([
    ['nothing is there', {}, inProgress],
    ['another runs', { act: begun }, inProgress],
    ['it is settled', { act: settled }, repeated],
    ['it is settled with F', { act: failed }, repeatedFailure],
    ['it was begun with other key fields', { act: different }, inconsistent],
    ['a cancel is pending', { cancel: begun }, inProgress],
    ['a cancel is pending, and it is settled', { act: settled, cancel: begun }, inProgress],
    ['a cancel is pending, and the key fields are others', { act: different, cancel: begun }, inProgress],
    ['a cancel succeeded', { cancel: settled }, closed],
    ['a cancel succeeded, and it is settled', { act: settled, cancel: settled }, closed],
    ['a cancel succeeded, and the key fields are others', { act: different, cancel: settled }, closed],
    ['a cancel failed', { cancel: failed }, inProgress],
    ['a cancel failed, and it is settled', { act: settled, cancel: failed }, repeated],
    ['a cancel failed, and the key fields are others', { act: different, cancel: failed }, inconsistent],
  ])('where %s', (_, operation, result) => {
    expect(judge(operation, 'act', 'mine', pay)).toMatchObject(result)
  })
})

describe('what the record says to who would cancel it', () => {
  it.each([
    ['another cancel runs', { cancel: begun }, inProgress],
    ['a cancel is settled', { cancel: settled }, repeated],
    ['a cancel failed', { cancel: failed }, repeatedFailure],
    ['a cancel of other key fields was begun', { cancel: different }, inconsistent],
    ['what it cancels has an outcome', { act: different, cancel: begun }, inProgress],
  ])('where %s', (_, operation, result) => {
    expect(judge(operation, 'cancel', 'mine', pay)).toMatchObject(result)
  })
})

describe('an operation', () => {
  it('is barred by a cancel that has not failed', () => {
    const operations = [{}, { act: settled }, { cancel: failed }, { cancel: begun }, { cancel: settled }]
    expect(operations.map(isBarred)).toEqual([false, false, false, true, true])
  })

  it('is leased until the millisecond at which its lease runs out, and once it is settled no more', () => {
    const at = (now: number) => [undefined, begun, settled].map((entry) => isLeased(entry, now))
    expect(at(NOW)).toEqual([false, true, false])
    expect(at(NOW + 1)).toEqual([false, false, false])
  })
})
