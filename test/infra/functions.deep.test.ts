import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../lib/settings/settings.ts'
import { logGroupOf, namesOf } from '../../tools/declared/names-of-stage.ts'
import {
  commanding,
  frameworkId,
  functionNames,
  notifying,
  ourId,
  type Packaged,
  packageService,
} from './packaging.ts'

const prefix = 'alipay-receiver-dev'

let packaged: Packaged
beforeAll(async () => {
  packaged = await packageService()
}, 60_000)
afterAll(() => packaged.discard())

const environmentOf = (functionName: string) => {
  const { Environment } = packaged.properties(`${frameworkId(functionName)}LambdaFunction`) ?? {}
  return (Environment as { Variables: Record<string, string> }).Variables
}

describe('the functions', () => {
  it('are the nine, on the runtime that runs their bundles', () => {
    const found = packaged.ofType('AWS::Lambda::Function')
    expect(found.map(({ FunctionName }) => FunctionName)).toEqual(
      functionNames.map((name) => `${prefix}-${name}`),
    )
    for (const { Runtime, Architectures } of found) {
      expect([Runtime, Architectures]).toEqual(['nodejs24.x', ['arm64']])
    }
  })

  it.each(notifying)('answer %s within the four seconds that its sender waits', (platform) => {
    expect(packaged.properties(`${frameworkId(`${platform}-notifications`)}LambdaFunction`)?.Timeout).toBe(4)
  })

  it.each(commanding)('outlive the eight seconds that a sender of commands waits for %s', (platform) => {
    expect(packaged.properties(`${frameworkId(`${platform}-commands`)}LambdaFunction`)?.Timeout).toBe(12)
  })

  it('keep their logs for a limited time, where the inspector looks for them', () => {
    const names = packaged.ofType('AWS::Logs::LogGroup').map(({ LogGroupName }) => LogGroupName)
    expect(names).toEqual(expect.arrayContaining(functionNames.map((name) => logGroupOf('dev', name))))
    const retentions = packaged.ofType('AWS::Logs::LogGroup').map(({ RetentionInDays }) => RetentionInDays)
    expect(retentions).toEqual(Array(functionNames.length + 1).fill(30))
  })

  const shared = {
    MAX_AGE_HOURS: '48',
    MAX_SKEW_MINUTES: '10',
    PUBLIC_PATHS: '',
    PUBLIC_PATH_PREFIX: '',
  }
  const kept = () => ({
    REFUSED_TABLE: packaged.properties('RefusedTable')?.TableName,
    KEEP_REFUSED_HOURS: '0',
    POWERTOOLS_SERVICE_NAME: prefix,
  })

  it.each(notifying)(
    'give %s-notifications the settings that it reads, as literals, and no others',
    (platform) => {
      expect(environmentOf(`${platform}-notifications`)).toEqual({
        ...shared,
        ...kept(),
        RECEIPTS_TABLE: packaged.properties('ReceiptsTable')?.TableName,
        SECRET_NAME: packaged.properties(`${ourId(platform)}Secret`)?.Name,
        RETENTION_DAYS: '35',
      })
    },
  )

  it.each(commanding)(
    'give %s-commands the settings that it reads, as literals, and no others',
    (platform) => {
      expect(environmentOf(`${platform}-commands`)).toEqual({
        ...shared,
        ...kept(),
        JOURNAL_TABLE: packaged.properties('JournalTable')?.TableName,
        SECRET_NAME: packaged.properties(`${ourId(platform)}Secret`)?.Name,
        JOURNAL_RETENTION_DAYS: '0',
        BACKEND_URL: '',
      })
    },
  )

  it('give what may be left out the defaults of the code', () => {
    const optional = [
      'KEEP_REFUSED_HOURS',
      'MAX_AGE_HOURS',
      'MAX_SKEW_MINUTES',
      'PUBLIC_PATHS',
      'PUBLIC_PATH_PREFIX',
    ] as const
    const ofNotifications = ['RETENTION_DAYS', ...optional] as const
    const ofCommands = ['JOURNAL_RETENTION_DAYS', ...optional] as const
    expect(readSettings(ofNotifications, environmentOf('antom-notifications'))).toEqual(
      readSettings(ofNotifications, {}),
    )
    expect(readSettings(ofCommands, environmentOf('wallet-commands'))).toEqual(readSettings(ofCommands, {}))
  })

  it('give ask-alipay the settings that it reads, as literals, and no others', () => {
    const environment = environmentOf('ask-alipay')
    expect(environment).toEqual({
      RECEIPTS_TABLE: packaged.properties('ReceiptsTable')?.TableName,
      WATCHES: packaged.properties('Watches')?.QueueName,
      WATCHES_DEAD_LETTERS: packaged.properties('WatchesDeadLetters')?.QueueName,
      SECRETS: 'alipay-receiver/dev',
      RETENTION_DAYS: '35',
      MAX_SKEW_MINUTES: '10',
      ASKS_PER_SECOND: '5',
      POWERTOOLS_SERVICE_NAME: prefix,
    })
    const optional = ['RETENTION_DAYS', 'MAX_SKEW_MINUTES', 'ASKS_PER_SECOND'] as const
    expect(readSettings(optional, environment)).toEqual(readSettings(optional, {}))
  })

  it('give deliver-receipts the settings that it reads, as literals, and no others', () => {
    expect(environmentOf('deliver-receipts')).toEqual({
      RECEIPTS_TABLE: packaged.properties('ReceiptsTable')?.TableName,
      EVENT_BUS: packaged.properties('EventBus')?.Name,
      DEAD_LETTERS: packaged.properties('DeadLetters')?.QueueName,
      WATCHES: packaged.properties('Watches')?.QueueName,
      POWERTOOLS_SERVICE_NAME: prefix,
    })
  })

  it('have the names that the tools know', () => {
    const { JOURNAL_TABLE, REFUSED_TABLE, SECRET_NAME } = environmentOf('wallet-commands')
    const { STAGE, ...names } = namesOf('dev')
    const { WATCHES_DEAD_LETTERS } = environmentOf('ask-alipay')
    const set = { ...environmentOf('deliver-receipts'), JOURNAL_TABLE, REFUSED_TABLE, WATCHES_DEAD_LETTERS }
    expect(set).toMatchObject(names)
    expect(SECRET_NAME).toBe(`alipay-receiver/${STAGE}/wallet`)
  })
})
