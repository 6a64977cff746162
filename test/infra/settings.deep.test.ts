import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validateTemplate } from '../../tools/build/template.ts'
import {
  commanding,
  frameworkId,
  functionNames,
  notifying,
  type Packaged,
  packageService,
} from './packaging.ts'

const settings = {
  AWS_REGION: 'eu-central-1',
  RETENTION_DAYS: '0',
  JOURNAL_RETENTION_DAYS: '400',
  KEEP_REFUSED_HOURS: '24',
  MAX_AGE_HOURS: '24',
  MAX_SKEW_MINUTES: '5',
  ASKS_PER_SECOND: '20',
  PUBLIC_PATHS: '/api/back,/api/front',
  PUBLIC_PATH_PREFIX: '/payments',
  BACKEND_URL: 'https://backend.example.com/alipay',
  LOG_RETENTION_DAYS: '90',
  RESERVED_CONCURRENCY: '50',
  THROTTLE_RATE: '20',
  THROTTLE_BURST: '40',
  DELETION_PROTECTION: 'false',
  KMS_KEY_ARN: 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555',
  ALARM_TOPIC_ARN: 'arn:aws:sns:eu-central-1:123456789012:alarms',
  SUBSCRIBE_TO: 'notifyPayment',
  DOMAIN_NAME: 'alipay.example.com',
  CERTIFICATE_ARN: 'arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
}

let unset: Packaged
let set: Packaged
beforeAll(async () => {
  ;[unset, set] = await Promise.all([packageService(), packageService(settings)])
}, 60_000)
afterAll(() => Promise.all([unset.discard(), set.discard()]))

const functionProperties = (name: string, { properties } = set) =>
  properties(`${frameworkId(name)}LambdaFunction`)

describe('the settings', () => {
  it('make a template that is valid by the rules of AWS, all unset and all set', () => {
    expect(validateTemplate(unset.templatePath)).toEqual([])
    expect(validateTemplate(set.templatePath)).toEqual([])
  }, 60_000)

  it.each(notifying)('reach %s-notifications', (platform) => {
    const { RETENTION_DAYS, KEEP_REFUSED_HOURS } = settings
    const { MAX_AGE_HOURS, MAX_SKEW_MINUTES, PUBLIC_PATHS, PUBLIC_PATH_PREFIX } = settings
    expect(functionProperties(`${platform}-notifications`)).toMatchObject({
      ReservedConcurrentExecutions: 50,
      Environment: {
        Variables: {
          RETENTION_DAYS,
          KEEP_REFUSED_HOURS,
          MAX_AGE_HOURS,
          MAX_SKEW_MINUTES,
          PUBLIC_PATHS,
          PUBLIC_PATH_PREFIX,
        },
      },
    })
  })

  it.each(commanding)('reach %s-commands', (platform) => {
    const { JOURNAL_RETENTION_DAYS, KEEP_REFUSED_HOURS, BACKEND_URL } = settings
    const { MAX_AGE_HOURS, MAX_SKEW_MINUTES, PUBLIC_PATHS, PUBLIC_PATH_PREFIX } = settings
    expect(functionProperties(`${platform}-commands`)).toMatchObject({
      ReservedConcurrentExecutions: 50,
      Environment: {
        Variables: {
          JOURNAL_RETENTION_DAYS,
          KEEP_REFUSED_HOURS,
          BACKEND_URL,
          MAX_AGE_HOURS,
          MAX_SKEW_MINUTES,
          PUBLIC_PATHS,
          PUBLIC_PATH_PREFIX,
        },
      },
    })
  })

  it('subscribe a queue to the one kind of event that they name, and to none otherwise', () => {
    expect(set.properties('SubscriptionRule')).toMatchObject({
      EventPattern: { 'detail-type': ['notifyPayment'] },
    })
    for (const part of ['SubscriptionRule', 'SubscriptionQueue', 'SubscriptionQueuePolicy']) {
      expect(unset.properties(part)).toBeUndefined()
    }
  })

  it('reach ask-alipay', () => {
    const { RETENTION_DAYS, MAX_SKEW_MINUTES, ASKS_PER_SECOND } = settings
    expect(functionProperties('ask-alipay')).toMatchObject({
      Environment: { Variables: { RETENTION_DAYS, MAX_SKEW_MINUTES, ASKS_PER_SECOND } },
    })
  })

  it('reserve no concurrency unless they say so, and never any for what no sender waits for', () => {
    for (const name of functionNames) {
      expect(functionProperties(name, unset)).not.toHaveProperty('ReservedConcurrentExecutions')
    }
    for (const name of ['deliver-receipts', 'ask-alipay']) {
      expect(functionProperties(name)).not.toHaveProperty('ReservedConcurrentExecutions')
    }
  })

  it.each(['ReceiptsTable', 'JournalTable'])(
    'encrypt the %s under the key that is given, and let it be deleted',
    (table) => {
      expect(set.properties(table)).toMatchObject({
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: settings.KMS_KEY_ARN },
        DeletionProtectionEnabled: false,
      })
    },
  )

  it('encrypt what is refused under that key too', () => {
    expect(set.properties('RefusedTable')?.SSESpecification).toEqual({
      SSEEnabled: true,
      SSEType: 'KMS',
      KMSMasterKeyId: settings.KMS_KEY_ARN,
    })
  })

  it('limit the rate of calls and the age of logs', () => {
    expect(set.properties('HttpApiStage')?.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: '20',
      ThrottlingBurstLimit: '40',
    })
    for (const { RetentionInDays } of set.ofType('AWS::Logs::LogGroup')) expect(RetentionInDays).toBe(90)
  })

  it('lead the domain that is given to the API', () => {
    expect(set.properties('Domain')).toMatchObject({
      DomainName: 'alipay.example.com',
      DomainNameConfigurations: [{ CertificateArn: settings.CERTIFICATE_ARN }],
    })
    expect(set.properties('DomainMapping')).toEqual({
      ApiId: { Ref: 'HttpApi' },
      DomainName: { Ref: 'Domain' },
      Stage: { Ref: 'HttpApiStage' },
    })
    expect(set.template.Outputs.AntomNotifyUrl?.Value).toEqual({
      'Fn::Sub': [`https://\${Host}/antom/notify`, { Host: 'alipay.example.com' }],
    })
  })

  it('make no domain where none is given', () => {
    expect(unset.ofType('AWS::ApiGatewayV2::DomainName')).toEqual([])
    expect(unset.ofType('AWS::ApiGatewayV2::ApiMapping')).toEqual([])
  })

  it.each(functionNames)('leave the package of %s byte for byte the same', async (name) => {
    expect(await set.zip(name)).toEqual(await unset.zip(name))
  })
})
