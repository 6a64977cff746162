import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../lib/edge/settings.ts'
import { namesOf } from '../../tools/stage.ts'
import { frameworkId, functionNames, ourId, type Packaged, packageService, platforms } from './packaging.ts'

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
  it('are the five, on the runtime that runs their bundles', () => {
    const found = packaged.ofType('AWS::Lambda::Function')
    expect(found.map(({ FunctionName }) => FunctionName)).toEqual(
      functionNames.map((name) => `${prefix}-${name}`),
    )
    for (const { Runtime, Architectures } of found) {
      expect([Runtime, Architectures]).toEqual(['nodejs24.x', ['arm64']])
    }
  })

  it.each(platforms)('answer %s within the four seconds that its sender waits', (platform) => {
    expect(packaged.properties(`${frameworkId(`${platform}-notifications`)}LambdaFunction`)?.Timeout).toBe(4)
  })

  it('keep their logs for a limited time', () => {
    const retentions = packaged.ofType('AWS::Logs::LogGroup').map(({ RetentionInDays }) => RetentionInDays)
    expect(retentions).toEqual(Array(6).fill(30))
  })

  it.each(platforms)(
    'give %s-notifications the settings that it reads, as literals, and no others',
    (platform) => {
      const environment = environmentOf(`${platform}-notifications`)
      expect(environment).toEqual({
        RECEIPTS_TABLE: `${prefix}-receipts`,
        SECRET_NAME: `alipay-receiver/dev/${platform}`,
        RETENTION_DAYS: '35',
        MAX_AGE_HOURS: '48',
        MAX_SKEW_MINUTES: '10',
        PUBLIC_PATHS: '',
        PUBLIC_PATH_PREFIX: '',
        POWERTOOLS_SERVICE_NAME: prefix,
      })
      const defaulted = [
        'RETENTION_DAYS',
        'MAX_AGE_HOURS',
        'MAX_SKEW_MINUTES',
        'PUBLIC_PATHS',
        'PUBLIC_PATH_PREFIX',
      ] as const
      expect(readSettings(defaulted, environment)).toEqual(readSettings(defaulted, {}))
    },
  )

  it('give deliver-receipts the settings that it reads, as literals, and no others', () => {
    expect(environmentOf('deliver-receipts')).toEqual({
      RECEIPTS_TABLE: packaged.properties('ReceiptsTable')?.TableName,
      EVENT_BUS: packaged.properties('EventBus')?.Name,
      DEAD_LETTERS: packaged.properties('DeadLetters')?.QueueName,
      POWERTOOLS_SERVICE_NAME: prefix,
    })
    expect(environmentOf('deliver-receipts')).toMatchObject(namesOf('dev'))
  })
})

describe('the HTTP API', () => {
  it('leads POST /<platform>/notify and all below it to the function of the platform', () => {
    const routes = packaged
      .ofType('AWS::ApiGatewayV2::Route')
      .map(({ RouteKey, Target }) => [RouteKey, JSON.stringify(Target)])
    const expected = platforms.flatMap((platform) => {
      const integration = { Ref: `HttpApiIntegration${frameworkId(`${platform}-notifications`)}` }
      const target = JSON.stringify({ 'Fn::Join': ['/', ['integrations', integration]] })
      return [
        [`POST /${platform}/notify`, target],
        [`POST /${platform}/notify/{proxy+}`, target],
      ]
    })
    expect(routes).toEqual(expected)
  })

  it('throttles', () => {
    expect(packaged.properties('HttpApiStage')?.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 500,
      ThrottlingBurstLimit: 1000,
    })
  })

  it('writes access logs without a path, a query, a header or a body', () => {
    const settings = packaged.properties('HttpApiStage')?.AccessLogSettings as { Format: string } | undefined
    expect(Object.values(JSON.parse(settings?.Format ?? '{}') as object)).toEqual([
      '$context.requestId',
      '$context.requestTime',
      '$context.identity.sourceIp',
      '$context.routeKey',
      '$context.status',
      '$context.responseLength',
      '$context.responseLatency',
      '$context.integrationErrorMessage',
    ])
  })

  it('tells the notify URL of each platform', () => {
    for (const platform of platforms) {
      const host = { 'Fn::Sub': `\${HttpApi}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}` }
      expect(packaged.template.Outputs[`${ourId(platform)}NotifyUrl`]?.Value).toEqual({
        'Fn::Sub': [`https://\${Host}/${platform}/notify`, { Host: host }],
      })
    }
  })
})

describe('what is kept', () => {
  const retained = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' }

  it('is a table of receipts that survives the stack', () => {
    expect(packaged.template.Resources.ReceiptsTable).toEqual({
      Type: 'AWS::DynamoDB::Table',
      ...retained,
      Properties: {
        TableName: `${prefix}-receipts`,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      },
    })
  })

  it('is a secret for each platform, without a value', () => {
    expect(packaged.ofType('AWS::SecretsManager::Secret')).toHaveLength(platforms.length)
    for (const platform of platforms) {
      expect(packaged.template.Resources[`${ourId(platform)}Secret`]).toEqual({
        Type: 'AWS::SecretsManager::Secret',
        ...retained,
        Properties: { Name: `alipay-receiver/dev/${platform}`, Description: expect.any(String) },
      })
    }
  })

  it('is the dead letters, encrypted, for 14 days', () => {
    expect(packaged.properties('DeadLetters')).toEqual({
      QueueName: `${prefix}-dead-letters`,
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
    })
  })
})

describe('delivery', () => {
  it('is fed every new receipt from the stream, and waits out an outage of 23 hours', () => {
    expect(packaged.ofType('AWS::Lambda::EventSourceMapping')).toEqual([
      {
        EventSourceArn: { 'Fn::GetAtt': ['ReceiptsTable', 'StreamArn'] },
        FunctionName: { 'Fn::GetAtt': ['DeliverDashreceiptsLambdaFunction', 'Arn'] },
        Enabled: true,
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 100,
        ParallelizationFactor: 1,
        FilterCriteria: { Filters: [{ Pattern: expect.any(String) }] },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: -1,
        MaximumRecordAgeInSeconds: 23 * 3600,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } } },
      },
    ])
  })

  it('sees inserted receipts only, neither log entries nor expiries', () => {
    const [mapping] = packaged.ofType('AWS::Lambda::EventSourceMapping')
    const criteria = mapping?.FilterCriteria as { Filters: { Pattern: string }[] } | undefined
    expect(criteria?.Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'receipt#' }] } } } },
    ])
  })

  it('has thirty seconds for a batch', () => {
    expect(packaged.properties('DeliverDashreceiptsLambdaFunction')?.Timeout).toBe(30)
  })
})
