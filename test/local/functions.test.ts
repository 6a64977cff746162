import { describe, expect, it } from 'vitest'
import { declaredFunctions } from '../../tools/declared/functions.ts'
import { namesOf } from '../../tools/declared/names-of-stage.ts'
import { checkSettings, functionVariables } from '../../tools/local/variables.ts'

const declared = (name: string, env = {}) => {
  const found = declaredFunctions(env).find((one) => one.name === name)
  if (!found) throw new Error(`serverless.yml declares no ${name}`)
  return found
}
const endpoints = { dynamoDB: 'http://127.0.0.1:1', standIns: 'http://127.0.0.1:2' }

describe('the functions', () => {
  it('are those of serverless.yml, with its routes and time-outs', () => {
    expect(declared('antom-notifications')).toMatchObject({
      timeoutMs: 4_000,
      memoryMB: expect.any(Number),
      routes: [
        { key: 'POST /antom/notify', functionName: 'antom-notifications' },
        { key: 'POST /antom/notify/{proxy+}', functionName: 'antom-notifications' },
      ],
    })
    expect(declared('wallet-commands')).toMatchObject({
      timeoutMs: 12_000,
      routes: [{ key: 'POST /wallet/{proxy+}', functionName: 'wallet-commands' }],
    })
    expect(declared('deliver-receipts')).toMatchObject({ timeoutMs: 30_000, routes: [] })
  })

  it('have the names of the stage `local`', () => {
    const { RECEIPTS_TABLE, EVENT_BUS, DEAD_LETTERS } = namesOf('local')
    expect(declared('deliver-receipts').variables).toMatchObject({ RECEIPTS_TABLE, EVENT_BUS, DEAD_LETTERS })
    expect(declared('mini-program-notifications').variables).toMatchObject({
      RECEIPTS_TABLE,
      SECRET_NAME: 'alipay-receiver/local/mini-program',
    })
  })

  it('take the settings from the environment, or their defaults', () => {
    const env = { MAX_AGE_HOURS: '200000', PUBLIC_PATHS: '/api/back', RETENTION_DAYS: '0' }
    expect(declared('antom-notifications', env).variables).toMatchObject({ ...env, MAX_SKEW_MINUTES: '10' })
    expect(declared('antom-notifications').variables).toMatchObject({
      RETENTION_DAYS: '35',
      PUBLIC_PATHS: '',
    })
  })

  it('are told which backend acts on commands', () => {
    const env = { BACKEND_URL: 'http://127.0.0.1:8080', JOURNAL_RETENTION_DAYS: '400' }
    const { JOURNAL_TABLE } = namesOf('local')
    expect(declared('acquirer-commands', env).variables).toMatchObject({ ...env, JOURNAL_TABLE })
    expect(declared('antom-notifications', env).variables).not.toHaveProperty('BACKEND_URL')
  })

  it('cannot have a variable whose value only AWS could tell', () => {
    const declaration = `
service: s
provider: { timeout: 4, memorySize: 128 }
functions: { f: { environment: { A: '\${cf:stack.output}' } } }`
    expect(() => declaredFunctions({}, declaration)).toThrow(/serverless.yml has \$\{cf:stack.output\}/)
  })
})

describe('the variables of a function', () => {
  it('reach nothing but this machine', () => {
    const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_EC2_METADATA_DISABLED, ...variables } =
      functionVariables(declared('antom-notifications'), endpoints)
    expect([AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_EC2_METADATA_DISABLED]).toEqual([
      '/dev/null',
      '/dev/null',
      'true',
    ])
    expect(variables).toMatchObject({
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamoDB,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.standIns,
      AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.standIns,
      AWS_ENDPOINT_URL_SQS: endpoints.standIns,
      AWS_ACCESS_KEY_ID: 'local',
    })
  })

  it('hold nothing of any environment that serverless.yml does not name', () => {
    const env = {
      AWS_PROFILE: 'production',
      AWS_SESSION_TOKEN: 'real',
      AWS_ACCESS_KEY_ID: 'real',
      PATH: '/bin',
    }
    const variables = functionVariables(declared('deliver-receipts', env), endpoints)
    expect(Object.keys(variables).toSorted()).toEqual(
      [
        'AWS_ACCESS_KEY_ID',
        'AWS_CONFIG_FILE',
        'AWS_EC2_METADATA_DISABLED',
        'AWS_ENDPOINT_URL_DYNAMODB',
        'AWS_ENDPOINT_URL_EVENTBRIDGE',
        'AWS_ENDPOINT_URL_SECRETS_MANAGER',
        'AWS_ENDPOINT_URL_SQS',
        'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
        'AWS_LAMBDA_FUNCTION_NAME',
        'AWS_REGION',
        'AWS_SECRET_ACCESS_KEY',
        'AWS_SHARED_CREDENTIALS_FILE',
        ...Object.keys(declared('deliver-receipts').variables),
      ].toSorted(),
    )
    expect(variables).toMatchObject({ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' })
  })
})

describe('checkSettings', () => {
  it.each([
    [{ MAX_AGE_HOURS: 'two' }, /^MAX_AGE_HOURS must be a number/],
    [{ RETENTION_DAYS: '1' }, /^RETENTION_DAYS \(1\) must exceed MAX_AGE_HOURS \(48\)/],
    [{ PUBLIC_PATHS: 'api' }, /^PUBLIC_PATHS must be paths/],
    [{ JOURNAL_RETENTION_DAYS: '399' }, /^JOURNAL_RETENTION_DAYS /],
    [{ BACKEND_URL: 'http://backend.example.com' }, /^BACKEND_URL /],
  ])('tells in one line what is wrong with %j', (env, line) => {
    expect(() => checkSettings(env)).toThrow(
      expect.objectContaining({ name: 'Problem', message: expect.stringMatching(line) }),
    )
  })

  it('takes what is right or not there', () => {
    checkSettings({})
    checkSettings({ MAX_AGE_HOURS: '', RETENTION_DAYS: '0', PUBLIC_PATHS: '/a,/b' })
    checkSettings({ JOURNAL_RETENTION_DAYS: '400', BACKEND_URL: 'http://127.0.0.1:8080/alipay' })
  })
})
