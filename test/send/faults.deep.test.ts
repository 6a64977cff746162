import { describe, expect, it, vi } from 'vitest'
import { faults } from '../../tools/alipay/faults.ts'
import { startStack } from '../support/stack/local-stack.ts'
import { runVerb } from './run-verb.ts'

const stack = await startStack()
vi.stubEnv('LOCAL_DIR', stack.files.dir)

const signed = (answer: string) => `200 ${answer} holds`

/** README.md, "What each answer means": what each platform's sender is answered, by what is wrong. */
const dialects = [
  {
    platform: 'acquirer',
    api: 'notifyPayment',
    notGenuine: 'F INVALID_SIGNATURE',
    stranger: 'F INVALID_CLIENT',
  },
  {
    platform: 'antom',
    api: 'notifyPayment',
    notGenuine: 'F INVALID_SIGNATURE',
    stranger: 'F INVALID_CLIENT',
  },
  {
    platform: 'mini-program',
    api: 'notifyPayment',
    notGenuine: 'U UNKNOWN_EXCEPTION',
    stranger: 'U UNKNOWN_EXCEPTION',
  },
  {
    platform: 'worldfirst',
    api: 'notifyPayment',
    notGenuine: 'U UNKNOWN_EXCEPTION',
    stranger: 'U UNKNOWN_EXCEPTION',
  },
  { platform: 'wallet', api: 'pay', notGenuine: 'F INVALID_SIGNATURE', stranger: 'F INVALID_CLIENT' },
  {
    platform: 'acquirer',
    api: 'pushPayment',
    notGenuine: 'F INVALID_SIGNATURE',
    stranger: 'F INVALID_CLIENT',
  },
]
type Dialect = (typeof dialects)[number]

const S = signed('S SUCCESS')
const genuine = (): readonly string[] => [S]

const answers: Readonly<Record<string, (dialect: Dialect) => readonly string[]>> = {
  'other-client': ({ stranger }) => [`200 ${stranger} unsigned`],
  late: () => [signed('U UNKNOWN_EXCEPTION')],
  future: genuine,
  'huge-body': () => ['413 U UNKNOWN_EXCEPTION unsigned'],
  'slow-body': genuine,
  conflicting: ({ api }) => [S, api === 'notifyPayment' ? S : signed('F REPEAT_REQ_INCONSISTENT')],
  stale: () => [S, S],
  'out-of-order': ({ api, platform }) => {
    if (platform === 'wallet') return [S, signed('F ORDER_IS_CLOSED')]
    return [api === 'pushPayment' ? signed('F ORDER_NOT_EXIST') : S, S]
  },
}
const notGenuine = (dialect: Dialect) => [signed(dialect.notGenuine)]

/** The platforms whose payments have states that the samples can show, and the commands that follow each other. */
const applies: Readonly<Record<string, (dialect: Dialect) => boolean>> = {
  stale: ({ platform }) => ['antom', 'worldfirst'].includes(platform),
  'out-of-order': ({ platform, api }) =>
    ['antom', 'worldfirst'].includes(platform) || api !== 'notifyPayment',
  // It takes seconds.
  'slow-body': ({ platform }) => platform === 'antom',
}

describe.each(faults)('the fault $name', ({ name }) => {
  const those = dialects.filter((dialect) => applies[name]?.(dialect) ?? true)

  it.each(those)('is answered as the law says: $platform $api', async (dialect) => {
    const { platform, api } = dialect
    const { json, failure } = await runVerb('send', platform, api, '--fault', name, '--json')
    expect(failure).toBeUndefined()
    const shown = json.map(({ answer, signature }) => {
      const { resultStatus, resultCode } = answer.result
      return `${answer.status} ${resultStatus} ${resultCode} ${signature.kind}`
    })
    expect(shown).toEqual((answers[name] ?? notGenuine)(dialect))
  })
})
