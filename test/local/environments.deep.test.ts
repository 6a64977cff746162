import { describe, expect, it, onTestFinished } from 'vitest'
import { createEnvironments, type PoolOptions } from '../../tools/local/environments.ts'
import { toyBundle } from './toy-bundle.ts'

const soon = { timeout: 10_000 }

interface Pool extends Partial<Omit<PoolOptions, 'bundle'>> {
  readonly source: string
}

function poolOf({ source, ...options }: Pool) {
  const printed: string[] = []
  const pool = createEnvironments({
    bundle: toyBundle(source),
    variables: {},
    timeoutMs: 5_000,
    print: (line) => printed.push(line),
    ...options,
  })
  onTestFinished(() => pool.close())
  const invoke = (event: unknown = {}) => pool.invoke(event, 'request-1')
  return { pool, invoke, printed }
}

const returned = (result: unknown) => ({ outcome: 'returned', result })
const failed = (error: RegExp) => ({ outcome: 'failed', error: expect.stringMatching(error) })

/** Counts its invocations, and waits as many milliseconds as the event says. */
const counting = `
  let invocations = 0
  export async function handler(event) {
    const mine = ++invocations
    if (event.wait) await new Promise((resolve) => setTimeout(resolve, event.wait))
    return mine
  }`

describe('an environment', () => {
  it('hands event and result over as JSON', async () => {
    const { invoke } = poolOf({ source: 'export const handler = (event) => ({ event, dropped: undefined })' })
    expect(await invoke({ at: new Date(0), nothing: undefined })).toEqual(
      returned({ event: { at: '1970-01-01T00:00:00.000Z' } }),
    )
  })

  it('has the variables that it is given and no others', async () => {
    const { invoke } = poolOf({
      source: 'export const handler = () => ({ ...process.env })',
      variables: { RECEIPTS_TABLE: 'receipts' },
    })
    expect(await invoke()).toEqual(returned({ RECEIPTS_TABLE: 'receipts' }))
  })

  it('tells the handler who it is and how long it may take', async () => {
    const { invoke } = poolOf({
      source: `export const handler = (_, { awsRequestId, functionName, getRemainingTimeInMillis }) =>
        ({ awsRequestId, functionName, inTime: getRemainingTimeInMillis() <= 3000 && getRemainingTimeInMillis() > 1000 })`,
      variables: { AWS_LAMBDA_FUNCTION_NAME: 'antom' },
      timeoutMs: 3_000,
    })
    expect(await invoke()).toEqual(
      returned({ awsRequestId: 'request-1', functionName: 'antom', inTime: true }),
    )
  })

  it('is kept from one invocation to the next, also when the handler throws', async () => {
    const { invoke } = poolOf({
      source: `let n = 0
        export const handler = () => { if (++n === 2) throw new TypeError('no second time'); return n }`,
    })
    expect(await invoke()).toEqual(returned(1))
    expect(await invoke()).toEqual(failed(/^TypeError: no second time/))
    expect(await invoke()).toEqual(returned(3))
  })

  it('that is killed ends in the middle of what it does, and another takes its place', async () => {
    const { pool, invoke, printed } = poolOf({
      source: `let n = 0
        export const handler = async ({ hang }) => { n++; if (hang) { console.log('begun'); await new Promise(() => setInterval(() => 0, 1e6)) } return n }`,
    })
    expect(await invoke()).toEqual(returned(1))
    const hanging = invoke({ hang: true })
    await expect.poll(() => printed).toEqual(['begun'])
    await pool.kill()
    expect(await hanging).toEqual(failed(/^the environment was terminated/))
    expect(await invoke()).toEqual(returned(1))
  })

  it('is ended and replaced when its time runs out', async () => {
    const { invoke } = poolOf({
      source: `let n = 0
        export const handler = ({ hang }) => { n++; while (hang); return n }`,
      timeoutMs: 300,
    })
    expect(await invoke()).toEqual(returned(1))
    expect(await invoke({ hang: true })).toEqual(failed(/timed out after 0.3 s/))
    expect(await invoke()).toEqual(returned(1))
  })

  it.each([
    ['exits', 'process.exit(3)', /exited with code 3/],
    ['leaves a rejection unhandled', "Promise.reject(new Error('lost'))", /lost/],
  ])('is replaced when it %s', async (_, act, error) => {
    const { invoke } = poolOf({
      source: `let n = 0
        export const handler = ({ die }) => { n++; if (die) { ${act}; return new Promise(() => {}) } return n }`,
    })
    expect(await invoke({ die: true })).toEqual(failed(error))
    expect(await invoke()).toEqual(returned(1))
  })

  it('that does not load fails each invocation with the reason', async () => {
    const { invoke } = poolOf({ source: "throw new Error('cannot load')" })
    expect(await invoke()).toEqual(failed(/cannot load/))
    expect(await invoke()).toEqual(failed(/cannot load/))
  })

  it('prints through its pool, line by line', async () => {
    const { invoke, printed } = poolOf({
      source: "export const handler = () => { console.log('one\\ntwo'); console.error('three') }",
    })
    await invoke()
    await expect.poll(() => printed.toSorted(), soon).toEqual(['one', 'three', 'two'])
  })
})

describe('a pool of environments', () => {
  it('uses one environment for one invocation after another', async () => {
    const { invoke } = poolOf({ source: counting })
    expect([await invoke(), await invoke(), await invoke()]).toEqual([1, 2, 3].map(returned))
  })

  it('never runs two invocations at once in one environment, nor more environments than its limit', async () => {
    const { invoke } = poolOf({
      source: `let running = 0
        export async function handler() {
          running++
          await new Promise((resolve) => setTimeout(resolve, 20))
          return running--
        }`,
      limit: 2,
    })
    const all = await Promise.all(Array.from({ length: 10 }, () => invoke()))
    expect(all).toEqual(all.map(() => returned(1)))
  })

  it('takes the environment that was used last', async () => {
    const { invoke } = poolOf({ source: counting, limit: 2 })
    await Promise.all([invoke({ wait: 300 }), invoke()])
    expect(await invoke()).toEqual(returned(2))
    expect(await invoke()).toEqual(returned(3))
  })

  it('throttles when too many wait', async () => {
    const { invoke } = poolOf({ source: counting, limit: 1, queueLimit: 1 })
    const outcomes = await Promise.all([invoke(), invoke(), invoke()])
    expect(outcomes).toEqual([returned(1), returned(2), { outcome: 'throttled' }])
  })

  it('serves those who wait although environments die', async () => {
    const { invoke } = poolOf({ source: 'export const handler = () => process.exit(1)', limit: 1 })
    const outcomes = await Promise.all([invoke(), invoke(), invoke()])
    expect(outcomes).toEqual(outcomes.map(() => failed(/exited with code 1/)))
  })

  it('ends what runs and what waits when it closes, and starts nothing any more', async () => {
    const { pool, invoke } = poolOf({ source: counting, limit: 1 })
    const invocations = [invoke({ wait: 60_000 }), invoke()]
    await pool.close()
    expect(await Promise.all(invocations)).toEqual([failed(/terminated/), failed(/terminated/)])
    expect(await invoke()).toEqual({ outcome: 'throttled' })
  })
})
