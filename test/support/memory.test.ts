import { describe } from 'vitest'
import { describeInbox } from '../contracts/inbox.ts'
import { describeSubjectLog } from '../contracts/subject-log.ts'
import { memoryInbox } from './memory-inbox.ts'
import { memoryLog } from './memory-log.ts'

describe('the inbox in memory', () => {
  const inbox = memoryInbox()
  describeInbox(() => inbox)
})

describe('the log in memory', () => {
  const log = memoryLog()
  describeSubjectLog(() => log)
})
