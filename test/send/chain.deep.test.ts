import { describe, expect, it, vi } from 'vitest'
import { chains } from '../../tools/alipay/chains/chains.ts'
import type { BusEvent } from '../support/stack/bus-events.ts'
import { startStack } from '../support/stack/local-stack.ts'
import { startPartner } from './partner.ts'
import { runVerb } from './run-verb.ts'

const stack = await startStack()
vi.stubEnv('LOCAL_DIR', stack.files.dir)

const S = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'
const all = chains.flatMap((chain) => chain.platforms.map((platform) => ({ ...chain, platform })))

describe('chain', () => {
  it.each(all)('$name of $platform goes as it must, each step', async ({ name, platform, steps }) => {
    const { out, failure } = await runVerb('chain', name, platform)
    expect(failure).toBeUndefined()
    const lines = out.split('\n')
    expect(lines).toHaveLength(steps.length)
    expect(lines.filter((line) => !line.endsWith('as it must be'))).toEqual([])
  })

  it('follows the ids of the answers', async () => {
    const { json } = await runVerb('chain', 'payment', '--json')
    const { paymentId } = JSON.parse(json[0].answer.body)
    const refunds = json.filter(({ api }) => api === 'refund')
    expect(paymentId).toMatch(/^mpp-/)
    expect(refunds.map(({ request }) => JSON.parse(request.body).paymentId)).toEqual(Array(3).fill(paymentId))
  })

  it.each([
    ['antom', 'SUCCESS'],
    ['worldfirst', 'SUCCESS'],
    ['acquirer', 'TOKEN_CANCELED'],
  ])('states of %s ends with one that is stale', async (platform, after) => {
    await runVerb('chain', 'states', platform)
    const isStale = ({ detail }: BusEvent) => 'stale' in detail && detail.stale === true
    const stale = () =>
      stack.events().find((event) => event.source === `alipay.${platform}` && isStale(event))
    await vi.waitUntil(stale, { timeout: 10_000, interval: 20 })
    expect(stale()).toMatchObject({ detail: { state: { after } } })
  })

  it('sets a field of each message that has it', async () => {
    const { json } = await runVerb('chain', 'tax-refund', 'wallet', 'pspId=MY_PSP', 'memo=none', '--json')
    const bodies = json.map(({ request }) => JSON.parse(request.body))
    expect(new Set(bodies.map(({ pspId }) => pspId))).toEqual(new Set(['MY_PSP']))
    expect(bodies.filter((body) => 'memo' in body)).toEqual([])
  })

  it('says each step that goes otherwise, and fails', async () => {
    const { origin } = await startPartner(S)
    const { out, failure } = await runVerb('chain', 'dispute', 'acquirer', '--url', origin)
    expect(out.split('\n')[2]).toMatch(/200 S SUCCESS .*expected F REPEAT_REQ_INCONSISTENT; NOT SIGNED$/)
    expect(failure).toBe('5 of 5 steps went otherwise than they must')
  })

  it('ends where an answer lacks what a later message needs', async () => {
    const { origin } = await startPartner(S)
    const { failure } = await runVerb('chain', 'payment', '--url', origin)
    expect(failure).toBe('the chain cannot go on: the answer of its step pay has no paymentId')
  })

  it.each<[readonly string[], RegExp]>([
    [[], /^play which chain\? `npm run alipay -- chain --list` shows them: payment, tax-refund, token, scan/],
    [['paiment'], /^no chain is named "paiment": did you mean payment\?$/],
    [['payment', 'antom'], /^no chain for antom is named "payment"/],
    [['payment', 'wallett'], /^no platform is named "wallett": did you mean wallet\?$/],
    [
      ['notification'],
      /^notification is played towards several: .* one of acquirer, antom, mini-program, worldfirst$/,
    ],
    [['payment', 'wallet', 'x'], /^"x" is no field/],
  ])('wants to know more of chain %j', async (args, line) => {
    expect((await runVerb('chain', ...args)).failure).toMatch(line)
  })

  it('lists them with their steps', async () => {
    const { out } = await runVerb('chain', '--list')
    expect(out).toMatch(
      /^tax-refund, wallet: evaluate twice, create, repeat, inquire, confirm\n {2}tax refund/m,
    )
    expect((await runVerb('chain', '--list', '--json')).json[0]).toHaveLength(chains.length)
  })
})
