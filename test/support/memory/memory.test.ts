import { describe } from 'vitest'
import { describeInbox } from '../../contracts/inbox.ts'
import { describeJournal } from '../../contracts/journal.ts'
import { describeRefusedStore } from '../../contracts/refused-store.ts'
import { describeSubjectLog } from '../../contracts/subject-log.ts'
import { describeVersioned } from '../../contracts/versioned.ts'
import { memoryInbox } from './memory-inbox.ts'
import { memoryJournal } from './memory-journal.ts'
import { memoryLog } from './memory-log.ts'
import { memoryRefused } from './memory-refused.ts'
import { memoryVersioned } from './memory-versioned.ts'

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

describe('values by version in memory', () => {
  const store = memoryVersioned<unknown>()
  describeVersioned(() => store)
})
