import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frameworkId, functionNames, type Packaged, packageService } from './packaging.ts'

const topic = 'arn:aws:sns:eu-central-1:123456789012:alarms'
const prefix = 'alipay-receiver-dev'

let packaged: Packaged
beforeAll(async () => {
  packaged = await packageService({ ALARM_TOPIC_ARN: topic })
}, 60_000)
afterAll(() => packaged.discard())

const alarms = () => packaged.ofType('AWS::CloudWatch::Alarm')
const alarmNamed = (name: string) => alarms().find(({ AlarmName }) => AlarmName === `${prefix}-${name}`)
const ofFunction = (name: string) => [
  { Name: 'FunctionName', Value: { Ref: `${frameworkId(name)}LambdaFunction` } },
]

const counted = [
  'conflicting',
  'unrecognised',
  'inconsistent',
  'backend-failed',
  'outcome-malformed',
  'timed-out',
  'param-illegal',
  'unknown-api',
  'wrong-url',
  'too-old',
  'future-time',
  'time-unparsed',
  'unknown-client',
  'too-large',
  'store-failed',
  'no-keys',
  'wrong-settings',
  'dead-lettered',
  'unresolved',
  'ask-not-believed',
  'ask-failed',
]

describe('the alarms', () => {
  it.each(counted)('go off at the first %s', (name) => {
    expect(alarmNamed(name)).toMatchObject({
      Namespace: 'AlipayReceiver',
      MetricName: name,
      Dimensions: [{ Name: 'service', Value: prefix }],
      Statistic: 'Sum',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
    })
  })

  it('go off when a receipt has waited an hour for its delivery', () => {
    expect(alarmNamed('delivery-late')).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'IteratorAge',
      Dimensions: ofFunction('deliver-receipts'),
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 3_600_000,
    })
  })

  it('go off when a message of the queue of watches has waited for an hour: none is delayed by so much', () => {
    expect(alarmNamed('asking-late')).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Watches', 'QueueName'] } }],
      Statistic: 'Maximum',
      Threshold: 3_600,
    })
  })

  it('go off when a delivery fails, or a call is answered 5xx', () => {
    expect(alarmNamed('delivery-failed')).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: ofFunction('deliver-receipts'),
      Statistic: 'Sum',
      Threshold: 0,
    })
    expect(alarmNamed('server-error')).toMatchObject({
      Namespace: 'AWS/ApiGateway',
      MetricName: '5xx',
      Dimensions: [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }],
      Statistic: 'Sum',
      Threshold: 0,
    })
  })

  it.each([
    ['dead-letters', 'DeadLetters'],
    ['watches-dead-letters', 'WatchesDeadLetters'],
  ])('go off when a letter lies among the %s', (name, queue) => {
    expect(alarmNamed(name)).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
      Statistic: 'Maximum',
      Threshold: 0,
    })
  })

  it('go off when questions fail again and again, not where one did: it is asked again', () => {
    expect(alarmNamed('ask-failed')).toMatchObject({ EvaluationPeriods: 6, DatapointsToAlarm: 2 })
  })

  it.each(functionNames)('go off when %s is throttled', (name) => {
    expect(alarmNamed(`${name}-throttled`)).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Throttles',
      Dimensions: ofFunction(name),
      Statistic: 'Sum',
      Threshold: 0,
    })
  })

  it('all tell the topic that is given, and are silent where nothing happens', () => {
    expect(alarms()).toHaveLength(counted.length + 6 + functionNames.length)
    for (const alarm of alarms()) {
      expect(alarm).toMatchObject({ AlarmActions: [topic], TreatMissingData: 'notBreaching' })
    }
  })
})
