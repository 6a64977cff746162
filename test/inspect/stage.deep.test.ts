import { describe, expect, it } from 'vitest'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { inspectPermissions } from '../../tools/inspect/stage/permissions.ts'
import type { CallDetail, CallRow } from '../../tools/inspect/view.ts'
import { refusals } from '../../tools/watch/watch.ts'
import { answerTo } from '../support/request/answer.ts'
import { commandSamples, secretsOf as secretsOfCommand } from '../support/request/command-samples.ts'
import { planted } from '../support/request/message-variants.ts'
import { secretsOf } from '../support/request/messages.ts'
import { newBody } from '../support/request/requests.ts'
import { samples } from '../support/request/samples.ts'
import { newCommand } from '../support/stack/command-urls.ts'
import { callsOf, refuse } from '../support/stack/fault-proxy.ts'
import { startStaged } from './staged-stack.ts'

const stack = await startStaged()
const antom = stack.sender('antom')
const wallet = stack.commander('wallet')
let sent = 0

async function notify(body: string, options = {}, sender = antom): Promise<void> {
  await answerTo(signRequest(sender, body, options), sender)
  sent++
}

async function command(api: string, body: string, sender = wallet): Promise<void> {
  await answerTo(signCommand(sender, api, body), sender)
  sent++
}

/** What a stage says of a call that this machine also says, whatever its clocks say. */
function comparable({ at: _, tookMs: __, advice, ...row }: CallRow) {
  // Of a refusal the machine's doctor has been asked at once.
  return { ...row, advice: refusals.has(row.end) ? undefined : advice }
}

const idOf = (rows: readonly CallRow[], end: string, api?: string) =>
  rows.find((row) => row.end === end && (api === undefined || row.api === api))?.id ?? ''

const prefixed = { uri: '/prod/antom/notify/notifyPayment' }
const body = newBody('antom')
const pay = newCommand('wallet', 'pay')

it('a stage shows the calls that this machine shows', async () => {
  await notify(body)
  await notify(body)
  await notify(newBody('antom'), prefixed)
  await notify('{"not": "known"}')
  await command('pay', pay)
  await command('pay', pay)
  await command('pay', pay.replace(/"value": "\d/, '"value": "7'))
  await command('paay', pay)
  await stack.seen(sent)
  const here = await stack.local.rows()
  const there = await stack.rows()
  const byId = (rows: readonly CallRow[]) =>
    rows.map(comparable).toSorted((one, other) => one.id.localeCompare(other.id))
  expect(byId(there)).toEqual(byId(here))
  expect(there.map(({ at }) => at)).toEqual(there.map(({ at }) => at).toSorted((one, other) => other - one))
  for (const row of there) {
    const local = here.find(({ id }) => id === row.id)
    expect(Math.abs(row.at - (local?.at ?? 0)), row.end).toBeLessThan(250)
  }
})

describe('the detail of a call on a stage', () => {
  const both = async (end: string, api?: string) => {
    const id = idOf(await stack.rows(), end, api)
    const here = await stack.local.detail(id, { whole: false })
    return { here, there: await stack.detail(id) }
  }

  it('has of a notification the receipt, the state, the event and the message', async () => {
    const { here, there } = await both('accepted')
    expect(there.receipt).toEqual(here?.receipt)
    expect(there.state).toEqual(here?.state)
    expect(there.line).toEqual(here?.line)
    expect(there.subject).toBe(here?.subject)
    expect(there.signedText).toBe(here?.signedText)
    expect(there.request.body).toEqual(here?.request.body)
    expect(there.request.target).toBe(here?.request.target)
    const [event = '{}'] = there.events
    const [published = '{}'] = here?.events ?? []
    expect(JSON.parse(event).detail).toEqual(JSON.parse(published).detail)
    expect(there.steps.map(({ what }) => what)).toEqual(['received', 'handed to the function', 'answered'])
  })

  it('has of a repeat the receipt of the first, and no message that is not its own', async () => {
    const { there } = await both('repeated', 'notifyPayment')
    expect(there.receipt).toBeDefined()
    expect([there.events, there.request.body.text]).toEqual([[], undefined])
  })

  it('has of a command its record in the journal, and when the backend was called', async () => {
    const { here, there } = await both('succeeded')
    expect(there.journal).toEqual(here?.journal)
    const words = there.steps.map(({ what }) => what)
    expect(words).toEqual(['received', 'handed to the function', 'called the backend', 'answered'])
    expect(there.steps.map(({ at }) => at)).toEqual(there.steps.map(({ at }) => at).toSorted())
  })

  it('has of a refusal that is kept the verdict, under the keys of the stage', async () => {
    const { here, there } = await both('refused')
    expect(there.verdict?.[0]).toMatch(/^NOT VALID: /)
    expect(there.verdict?.[0]).toBe(here?.verdict?.[0])
    expect(there.request.body).toEqual(here?.request.body)
  })

  it('and the history of its subject is the same', async () => {
    const { here } = await both('accepted')
    const { here: paid } = await both('succeeded')
    for (const subject of [here?.subject ?? '', paid?.subject ?? '']) {
      const told = (await stack.history(subject)).map(({ at: _, ...entry }) => entry)
      expect(told).toEqual((await stack.local.history(subject)).map(({ at: _, ...entry }) => entry))
      expect(told.length).toBeGreaterThan(1)
    }
  })
})

it('needs what its permissions say, and nothing else', () => {
  const services: Readonly<Record<string, string>> = {
    DynamoDB_20120810: 'dynamodb',
    secretsmanager: 'secretsmanager',
    Logs_20140328: 'logs',
  }
  const calls = [...stack.dynamoDB.calls, ...stack.services.calls, ...stack.logs.calls]
  const used = calls.map(({ operation }) => {
    const [service = '', name = ''] = operation.split('.')
    return `${services[service]}:${name}`
  })
  expect([...new Set(used)].toSorted()).toEqual(
    [...new Set(inspectPermissions.flatMap(({ actions }) => actions))].toSorted(),
  )
})

describe('what is denied', () => {
  it.each([
    ['Query', 'accepted', ({ receipt }: CallDetail) => receipt?.[0]?.[1]],
    ['GetItem', 'succeeded', ({ journal }: CallDetail) => journal?.[0]?.[1]],
    ['GetItem', 'refused', ({ verdict }: CallDetail) => verdict?.[0]],
  ])('is a line in its place, and the rest is there: %s, of what is %s', async (name, end, lineIn) => {
    const id = idOf(await stack.rows(), end)
    stack.dynamoDB.befall(callsOf(name), refuse('AccessDeniedException'))
    const detail = await stack.detail(id)
    stack.dynamoDB.calm()
    expect(lineIn(detail)).toMatch(/^the role may not do it: docs\/operator-commands\.md /)
    expect(detail.row.id).toBe(id)
    expect(detail.line?.length).toBeGreaterThan(5)
  })

  it('leaves out the verdict alone where the secrets are denied', async () => {
    stack.services.befall(callsOf('GetSecretValue'), refuse('AccessDeniedException'))
    const { verdict, request } = await stack.detail(idOf(await stack.rows(), 'refused'))
    stack.services.calm()
    expect(verdict).toEqual([
      expect.stringMatching(/^no verdict without the keys: the role may not do it: docs/),
    ])
    expect(request.body.text).toBeDefined()
  })

  it('is a row of the list where it is a log, until it can be read again', async () => {
    stack.logs.fates.push('AccessDeniedException')
    const why = expect.stringMatching(/^the role may not do it: /)
    await expect
      .poll(stack.rows, { timeout: 10_000 })
      .toContainEqual(expect.objectContaining({ end: 'unreadable', look: 'bad', why }))
    await expect
      .poll(stack.rows, { timeout: 10_000 })
      .toContainEqual(expect.objectContaining({ end: 'readable', look: 'faint' }))
    expect(stack.reports).toContainEqual(expect.stringMatching(/^\/aws\/lambda\/\S+: the role may not do it/))
  })
})

it('no secret of any sample is in anything that the page is given', async () => {
  const CANARY = 'canary-of-a-secret'
  const withCanaries = (text: Buffer, paths: readonly string[]) =>
    JSON.stringify(
      paths.reduce<unknown>(
        (rest, path) => planted(rest, path.split('.'), CANARY),
        JSON.parse(text.toString()),
      ),
    )
  for (const { platform, name, body: sample } of samples) {
    const [row] = notificationsOf(platform)
      .filter((api) => name === api.name || name.startsWith(`${api.name}.`))
      .toSorted((one, other) => other.name.length - one.name.length)
    const paths = row ? secretsOf(platform, row, sample) : []
    if (!row || paths.length === 0) continue
    const target = `/${platform}/notify/${row.segment ?? row.name}`
    const sender = stack.sender(platform)
    const text = withCanaries(sample, paths)
    await notify(text, { target }, sender)
    const asText = paths.map((path) => [
      path.split('.')[0]?.replace('[]', '') ?? '',
      JSON.stringify({ token: CANARY }),
    ])
    await notify(JSON.stringify({ ...JSON.parse(text), ...Object.fromEntries(asText) }), { target }, sender)
  }
  for (const { platform, name, api, request } of commandSamples) {
    const paths = secretsOfCommand(api)
    if (paths.length === 0) continue
    await command(name.replace(/\..*/, ''), withCanaries(request, paths), stack.commander(platform))
  }
  // Refused and kept: what is JSON, and what is none.
  const refusedBody = JSON.stringify({ ...JSON.parse(newBody('antom')), accessToken: CANARY })
  await notify(refusedBody, prefixed)
  await notify(`accessToken=${CANARY}&otp=1`, prefixed)
  await notify(CANARY, prefixed)
  const withQuery = `/antom/notify/notifyPayment?key=${CANARY}`
  await notify(newBody('antom'), { target: withQuery })
  await notify(newBody('antom'), { target: withQuery, uri: prefixed.uri })
  await notify(newBody('antom'), { target: withQuery, uri: `${prefixed.uri}?key=${CANARY}` })
  await stack.seen(sent)
  const rows = await stack.rows()
  const texts = [await stack.textOf('place'), JSON.stringify(rows)]
  const subjects = new Set<string>()
  let masked = 0
  for (const { id } of rows) {
    const text = await stack.textOf(`calls/${encodeURIComponent(id)}?whole`)
    const { subject, request }: CallDetail = JSON.parse(text)
    if (subject !== undefined) subjects.add(subject)
    if (request.body.text?.includes('****')) masked++
    texts.push(text)
  }
  for (const subject of subjects) texts.push(JSON.stringify(await stack.history(subject)))
  for (const text of texts) expect(text).not.toContain(CANARY)
  expect(masked).toBeGreaterThan(20)
  expect(rows.filter(({ end }) => end === 'refused')).toHaveLength(6)
}, 120_000)
