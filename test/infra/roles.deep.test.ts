import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  asking,
  commanding,
  frameworkId,
  functionNames,
  notifying,
  ourId,
  type Packaged,
  packageService,
} from './packaging.ts'

interface Statement {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: unknown
}

const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555'

let packaged: Packaged
let withKey: Packaged
beforeAll(async () => {
  ;[packaged, withKey] = await Promise.all([packageService(), packageService({ KMS_KEY_ARN: key })])
}, 60_000)
afterAll(() => Promise.all([packaged.discard(), withKey.discard()]))

const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] })
const statementsOf = (functionName: string, { properties } = packaged): readonly Statement[] => {
  const { Policies } = properties(`${ourId(functionName)}Role`) ?? {}
  return (Policies as { PolicyDocument: { Statement: Statement[] } }[]).flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  )
}
const keepsRefused = { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: arn('RefusedTable') }
const writesItsLog = (functionName: string) => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: arn(`${frameworkId(functionName)}LogGroup`),
})
const secretArn = (name: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:alipay-receiver/dev/${name}`,
})
const readsSecret = (platform: string) => ({
  Effect: 'Allow',
  Action: 'secretsmanager:GetSecretValue',
  Resource: [
    { Ref: `${ourId(platform)}Secret` },
    secretArn(`${platform}-?`),
    secretArn(`${platform}-?-??????`),
  ],
})
const sendsTo = (...queues: readonly string[]) => ({
  Effect: 'Allow',
  Action: ['sqs:GetQueueUrl', 'sqs:SendMessage'],
  Resource: queues.map(arn),
})

describe('the roles', () => {
  it('are one for each function, and nothing else has one', () => {
    for (const name of functionNames) {
      expect(packaged.properties(`${frameworkId(name)}LambdaFunction`)?.Role).toEqual(
        arn(`${ourId(name)}Role`),
      )
    }
    expect(packaged.ofType('AWS::IAM::Role')).toHaveLength(functionNames.length)
  })

  it.each(functionNames)('of %s is assumed by Lambda only, and holds inline policies only', (name) => {
    expect(packaged.properties(`${ourId(name)}Role`)).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      Policies: expect.any(Array),
    })
  })

  it.each(notifying)(
    'lets %s-notifications put receipts and what it refuses, read its secret, write its log, and no more',
    (platform) => {
      expect(statementsOf(`${platform}-notifications`)).toEqual([
        { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: arn('ReceiptsTable') },
        keepsRefused,
        readsSecret(platform),
        writesItsLog(`${platform}-notifications`),
      ])
    },
  )

  it.each(commanding)(
    'lets %s-commands read and update the journal, put what it refuses, read its secret, write its log, and no more',
    (platform) => {
      expect(statementsOf(`${platform}-commands`)).toEqual([
        {
          Effect: 'Allow',
          Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
          Resource: arn('JournalTable'),
        },
        keepsRefused,
        readsSecret(platform),
        writesItsLog(`${platform}-commands`),
      ])
    },
  )

  it('lets deliver-receipts read the stream, keep the logs, publish, give up letters, and no more', () => {
    expect(statementsOf('deliver-receipts')).toEqual([
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
        Resource: arn('ReceiptsTable'),
      },
      {
        Effect: 'Allow',
        Action: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        Resource: { 'Fn::GetAtt': ['ReceiptsTable', 'StreamArn'] },
      },
      { Effect: 'Allow', Action: 'events:PutEvents', Resource: arn('EventBus') },
      sendsTo('DeadLetters', 'Watches'),
      writesItsLog('deliver-receipts'),
    ])
  })

  it('lets ask-alipay keep receipts and watches, take wake-ups and send them, read the secrets of those it asks, and no more', () => {
    expect(statementsOf('ask-alipay')).toEqual([
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
        Resource: arn('ReceiptsTable'),
      },
      {
        Effect: 'Allow',
        Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        Resource: arn('Watches'),
      },
      sendsTo('Watches', 'WatchesDeadLetters'),
      ...asking.map(readsSecret),
      writesItsLog('ask-alipay'),
    ])
  })

  it.each(functionNames)(
    'let %s use the key of the table, through DynamoDB only, where one is given',
    (name) => {
      const added = statementsOf(name, withKey).filter(({ Action }) =>
        [Action].flat().some((one) => /^kms:/.test(one)),
      )
      expect(added).toEqual([
        {
          Effect: 'Allow',
          Action: 'kms:Decrypt',
          Resource: key,
          Condition: {
            StringEquals: { 'kms:ViaService': { 'Fn::Sub': `dynamodb.\${AWS::Region}.amazonaws.com` } },
          },
        },
      ])
      expect(statementsOf(name, withKey)).toHaveLength(statementsOf(name).length + 1)
    },
  )
})
