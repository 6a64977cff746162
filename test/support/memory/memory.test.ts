import { describe } from 'vitest'
import { describeInbox } from '../../contracts/inbox.ts'
import { describeJournal } from '../../contracts/journal.ts'
import { describeRefusedStore } from '../../contracts/refused-store.ts'
import { describeSubjectLog } from '../../contracts/subject-log.ts'
import { memoryInbox } from './memory-inbox.ts'
import { memoryJournal } from './memory-journal.ts'
import { memoryLog } from './memory-log.ts'
import { memoryRefused } from './memory-refused.ts'

describe('the inbox in memory', () => {
  const inbox = memoryInbox()
  describeInbox(() => inbox)
})

describe('the log in memory', () => {
  const log = memoryLog()
  describeSubjectLog(() => log)
})

describe('the journal in memory', () => {
  const journal = memoryJournal()
  describeJournal(() => journal)
})

describe('the store of refused requests in memory', () => {
  const store = memoryRefused()
  describeRefusedStore(() => store)
})
