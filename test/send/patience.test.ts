import { expect, it } from 'vitest'
import { patienceMs } from '../../tools/alipay/patience.ts'
import { forEvery } from '../support/for-every.ts'
import { commandSamples } from '../support/request/command-samples.ts'

it(
  'the pretend Alipay+ waits as long as the rows say that it does',
  forEvery(
    commandSamples.filter(({ platform }) => platform !== 'mini-program'),
    ({ platform, api }) => expect(patienceMs({ platform, segment: api.name })).toBe(api.senderTimeoutMs),
  ),
)
