import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  commanding,
  frameworkId,
  notifying,
  ourId,
  type Packaged,
  packageService,
  platforms,
} from './packaging.ts'

const prefix = 'alipay-receiver-dev'

let packaged: Packaged
beforeAll(async () => {
  packaged = await packageService()
}, 60_000)
afterAll(() => packaged.discard())

describe('the HTTP API', () => {
  it('leads what is below /<platform>/notify to the notifications of the platform, all else to its commands', () => {
    const routes = packaged.ofType('AWS::ApiGatewayV2::Route')
    const routesTo = (functionName: string, ...paths: string[]) => {
      const integration = { Ref: `HttpApiIntegration${frameworkId(functionName)}` }
      const Target = { 'Fn::Join': ['/', ['integrations', integration]] }
      return paths.map((path) => [`POST ${path}`, Target])
    }
    expect(routes.map(({ RouteKey, Target }) => [RouteKey, Target])).toEqual([
      ...notifying.flatMap((platform) =>
        routesTo(`${platform}-notifications`, `/${platform}/notify`, `/${platform}/notify/{proxy+}`),
      ),
      ...commanding.flatMap((platform) => routesTo(`${platform}-commands`, `/${platform}/{proxy+}`)),
    ])
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

  it('tells the URLs of each platform', () => {
    const host = { 'Fn::Sub': `\${HttpApi}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}` }
    const urlOf = (output: string) => packaged.template.Outputs[output]?.Value
    for (const platform of notifying) {
      expect(urlOf(`${ourId(platform)}NotifyUrl`)).toEqual({
        'Fn::Sub': [`https://\${Host}/${platform}/notify`, { Host: host }],
      })
    }
    for (const platform of commanding) {
      expect(urlOf(`${ourId(platform)}CommandsUrl`)).toEqual({
        'Fn::Sub': [`https://\${Host}/${platform}`, { Host: host }],
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

  it('is a journal of commands that survives it too', () => {
    expect(packaged.template.Resources.JournalTable).toEqual({
      Type: 'AWS::DynamoDB::Table',
      ...retained,
      Properties: {
        TableName: `${prefix}-journal`,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      },
    })
  })

  it('is a table of what is refused that goes with the stack, and has no backup', () => {
    expect(packaged.template.Resources.RefusedTable).toEqual({
      Type: 'AWS::DynamoDB::Table',
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
      Properties: {
        TableName: `${prefix}-refused`,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
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
    const [mapping] = packaged.ofType('AWS::Lambda::EventSourceMapping')
    expect(mapping).toEqual({
      EventSourceArn: { 'Fn::GetAtt': ['ReceiptsTable', 'StreamArn'] },
      FunctionName: { 'Fn::GetAtt': ['DeliverDashreceiptsLambdaFunction', 'Arn'] },
      Enabled: true,
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      ParallelizationFactor: 10,
      FilterCriteria: { Filters: [{ Pattern: expect.any(String) }] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 23 * 3600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } } },
    })
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

describe('asking', () => {
  const arn = (queue: string) => ({ 'Fn::GetAtt': [queue, 'Arn'] })

  it('is woken by a queue that waits a minute, and keeps what cannot be followed among dead letters', () => {
    expect(packaged.properties('Watches')).toEqual({
      QueueName: `${prefix}-watches`,
      DelaySeconds: 60,
      VisibilityTimeout: 180,
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { deadLetterTargetArn: arn('WatchesDeadLetters'), maxReceiveCount: 480 },
    })
    expect(packaged.properties('WatchesDeadLetters')).toEqual({
      QueueName: `${prefix}-watches-dead-letters`,
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
    })
  })

  it('has six of its time-outs before a message comes back, and reports those that must', () => {
    const { Timeout } = packaged.properties('AskDashalipayLambdaFunction') ?? {}
    expect(packaged.properties('Watches')?.VisibilityTimeout).toBe(6 * Number(Timeout))
    const [, mapping] = packaged.ofType('AWS::Lambda::EventSourceMapping')
    expect(mapping).toEqual({
      EventSourceArn: arn('Watches'),
      FunctionName: arn('AskDashalipayLambdaFunction'),
      Enabled: true,
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 5 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    })
  })

  it('is announced by an event of a partner on the bus too, and by that rule alone from outside', () => {
    const rules = packaged.ofType('AWS::Events::Rule')
    expect(rules).toEqual([
      {
        EventBusName: { Ref: 'EventBus' },
        EventPattern: { source: ['partner'], 'detail-type': ['watch'] },
        Targets: [
          {
            Id: 'watches',
            Arn: arn('Watches'),
            InputPath: '$.detail',
            DeadLetterConfig: { Arn: arn('WatchesDeadLetters') },
          },
        ],
      },
    ])
    expect(packaged.ofType('AWS::SQS::QueuePolicy')).toEqual([
      {
        Queues: [{ Ref: 'Watches' }, { Ref: 'WatchesDeadLetters' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: [arn('Watches'), arn('WatchesDeadLetters')],
              Condition: { ArnEquals: { 'aws:SourceArn': arn('WatchRule') } },
            },
          ],
        },
      },
    ])
  })
})
