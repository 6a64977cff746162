import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRecorded } from '../../lib/commands/is-recorded.ts'
import { readOutcome } from '../../lib/commands/read-outcome.ts'
import { commandingPlatforms } from '../../lib/platforms/commands.ts'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import type { Reply } from '../../tools/alipay/signed-request.ts'
import { dynamoDBApi } from '../../tools/dynamodb/dynamodb-api.ts'
import { readAnswer, TAKEN } from '../support/answer.ts'
import { type CommandSample, commandRequest, commandSamples, secretsOf } from '../support/command-samples.ts'
import { type DoorOf, newCommand, openDoors } from '../support/command-urls.ts'
import { type FaultyStack, startFaultyStack } from '../support/faulty-stack.ts'
import { planted } from '../support/message-variants.ts'
import { withMembers } from '../support/requests.ts'

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/backend.openapi.json'), 'utf8'),
)
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'document')

let stack: FaultyStack
let doorOf: DoorOf
beforeAll(async () => {
  stack = await startFaultyStack({ commanding: commandingPlatforms, delivers: false })
  doorOf = openDoors(stack)
})
afterAll(() => stack.stop())

/** What must have happened before a sample is asked, by its name. */
const earlier: Readonly<Record<string, readonly string[]>> = {
  'acquirer/inquiryPushPayment': ['pushPayment'],
  'wallet/inquiryPayment': ['pay'],
  'wallet/inquiryPayment.failed': ['pay', 'cancelPayment'],
  'wallet/refund': ['pay'],
  'wallet/cancelPayment': ['pay'],
  'wallet/cancelToken': ['applyToken'],
  'wallet/verifyOTP': ['sendOTP'],
  'wallet/inquireOriginalCredit': ['createOriginalCredit'],
  'wallet/confirmOriginalCredit': ['createOriginalCredit'],
  'wallet/confirmOriginalCredit.creditId': ['createOriginalCredit'],
}

let runs = 0

/** The sample about business of its own that has come so far; it has the ids and tokens that were answered on the way. */
async function prepare({ platform, name }: CommandSample): Promise<string> {
  const door = doorOf(platform)
  const run = String(++runs)
  const create = (sample: string) =>
    freshCommand(platform, sample, run).replace(/"codeValue": "[^"]+/, `$&${run}`)
  let told: object = {}
  for (const step of earlier[`${platform}/${name}`] ?? []) {
    const reply = await door.ask(door.sign(step, create(step)))
    told = { ...told, ...JSON.parse(String(reply.body)) }
  }
  const body = create(name)
  const named = Object.entries(told).filter(([member]) => member in JSON.parse(body))
  return withMembers(body, Object.fromEntries(named))
}

const timeOf = ({ headers }: Reply) => Date.parse(String(headers['response-time']))

describe('every documented command', () => {
  it.each(commandSamples)(
    '$platform $name is executed, and answered as its row and the contract with the backend say',
    async (sample) => {
      const { platform, api } = sample
      const door = doorOf(platform)
      const body = await prepare(sample)
      const request = door.sign(api.name, body)
      const reply = await door.ask(request)
      expect(readAnswer(reply, door.sender, request.target)).toBe(TAKEN)
      expect(readOutcome(reply.body, api)).toEqual({
        ok: true,
        value: { status: 'S', body: String(reply.body) },
      })
      const schema = `document#/paths/~1${platform}~1${api.name}/post/responses/200/content/application~1json/schema`
      const isAnswer = ajv.compile({ $ref: schema })
      expect(isAnswer(JSON.parse(String(reply.body))), ajv.errorsText(isAnswer.errors)).toBe(true)
    },
  )

  it.each(commandSamples)(
    '$platform $name is told the same when it repeats, signed afresh; or asked again, where it is not recorded',
    async (sample) => {
      const { platform, api } = sample
      const door = doorOf(platform)
      const body = await prepare(sample)
      const first = await door.ask(door.sign(api.name, body))
      // Another URL, so that the signature of the first answer would not hold.
      const again = door.sign(api.name, body, { target: `/${platform}/again/${api.name}` })
      const calls = stack.backendProxy.calls.length
      const second = Math.floor(Date.now() / 1000) * 1000
      const reply = await door.ask(again)
      expect(readAnswer(reply, door.sender, again.target)).toBe(TAKEN)
      expect(timeOf(reply)).toBeGreaterThanOrEqual(second)
      const called = stack.backendProxy.calls.length - calls
      if (isRecorded(api, commandRequest(platform, api.name, body))) {
        expect(reply.body).toEqual(first.body)
        expect(called).toBe(0)
      } else expect(called).toBe(1)
    },
  )

  it('leaves the money right to the last unit', async () => {
    for (const sample of commandSamples) {
      const body = await prepare(sample)
      const door = doorOf(sample.platform)
      await door.ask(door.sign(sample.api.name, body))
    }
    const { accounts, surplus } = await stack.ledger()
    expect(accounts.length).toBeGreaterThan(0)
    expect(surplus).toEqual([])
  })
})

describe('what a command says', () => {
  /** The sample with another text in each of its secrets, and with more than its page names. */
  async function withSecrets(sample: CommandSample, canary: string): Promise<string> {
    const secrets = secretsOf(sample.api).map((path) => path.split('.'))
    const message = secrets.reduce<unknown>(
      (rest, path) => planted(rest, path, canary),
      JSON.parse(await prepare(sample)),
    )
    return withMembers(JSON.stringify(message), { memo: `memo-${canary}` })
  }

  async function readJournal(): Promise<readonly object[]> {
    const { AWS_ENDPOINT_URL_DYNAMODB, JOURNAL_TABLE } = JSON.parse(
      readFileSync(stack.files.environment, 'utf8'),
    )
    const scan = dynamoDBApi(AWS_ENDPOINT_URL_DYNAMODB)
    const { Items } = await scan<{ Items: readonly object[] }>('DynamoDB_20120810.Scan', {
      TableName: JOURNAL_TABLE,
    })
    return Items
  }

  it.each(commandSamples)(
    'of $platform $name reaches the backend, and no log, metric or record',
    async (sample) => {
      const { platform, name, api } = sample
      const canary = `canary-of-${platform}-${name}`
      const door = doorOf(platform)
      const body = await withSecrets(sample, canary)
      const { counted } = await door.outcomeOf(door.sign(api.name, body))
      expect(counted).toEqual([expect.stringMatching(`^(succeeded|failed) ${api.name}$`)])
      const [call] = stack.backendProxy.calls.slice(-1)
      expect(call?.input).toEqual(commandRequest(platform, api.name, body))
      expect(stack.log()).not.toContain(canary)
      expect(JSON.stringify(await readJournal())).not.toContain(canary)
    },
  )

  it.each(commandSamples.filter(({ api }) => secretsOf(api).length > 0))(
    'of $platform $name reaches no backend where it is refused for its secret',
    async (sample) => {
      const { platform, name, api } = sample
      const canary = `illegal-canary-of-${platform}-${name}`
      const door = doorOf(platform)
      const body = (await withSecrets(sample, canary)).replaceAll(`"${canary}"`, `["${canary}"]`)
      expect(await door.outcomeOf(door.sign(api.name, body))).toMatchObject({
        answer: '200 F PARAM_ILLEGAL signed',
        counted: [`param-illegal ${api.name}`],
        backend: [],
      })
      expect(stack.log()).not.toContain(canary)
    },
  )

  it('is nowhere in the record, which has names, digests, times, requests’ ids and outcomes', async () => {
    const door = doorOf('wallet')
    const body = newCommand('wallet', 'pay')
    for (const api of ['pay', 'cancelPayment']) await door.ask(door.sign(api, body))
    const attributes = new Set((await readJournal()).flatMap(Object.keys))
    const trail = [1, 2, 3, 4, 5, 6, 7, 8].map((place) => `Trail${place}`)
    const ofRole = [
      'Api',
      'Owner',
      'Digest',
      'At',
      'LeaseUntil',
      'Attempt',
      'Since',
      'Status',
      'Body',
      ...trail,
    ]
    expect([...attributes].sort()).toEqual(
      ['pk', ...['act', 'cancel'].flatMap((role) => ofRole.map((name) => role + name))].sort(),
    )
  })
})
