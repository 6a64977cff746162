import { describe, expect, it } from 'vitest'
import { isRecorded } from '../../lib/commands/is-recorded.ts'
import { commandingPlatforms, commandsOf } from '../../lib/platforms/commands.ts'
import { notificationsOf, notifyingPlatforms } from '../../lib/platforms/notifications.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { bodyOf } from '../../tools/alipay/draft.ts'
import { platforms, type Sample, samplesOf } from '../../tools/alipay/samples.ts'
import { forEvery } from '../support/for-every.ts'
import { commandApiOf, commandRequest, keyOf } from '../support/request/command-samples.ts'
import { messageOf } from '../support/request/messages.ts'

const all = platforms.flatMap(samplesOf)

/** What the receiver knows the message by; what nobody records is known by its content. */
function knownBy(sample: Sample, run: string | undefined): string {
  const platform = sample.platform as PlatformName
  const { body } = bodyOf(sample, run)
  if (sample.kind === 'notification') {
    const { receipt } = messageOf(platform, body, `/${platform}/notify/${sample.segment}`)
    return receipt.subjectKey + receipt.receiptKey
  }
  const api = commandApiOf(platform, sample.segment)
  const request = commandRequest(platform, sample.segment, body)
  return isRecorded(api, request)
    ? keyOf(platform, sample.segment, JSON.parse(body.toString()))
    : body.toString()
}

describe('the messages that can be sent', () => {
  it('are those of every row, by platform and kind', () => {
    const rows = [
      ...notifyingPlatforms.flatMap((platform) =>
        notificationsOf(platform).map(({ name }) => [platform, name]),
      ),
      ...commandingPlatforms.flatMap((platform) => commandsOf(platform).map(({ name }) => [platform, name])),
    ]
    const names = new Set(all.map(({ platform, name }) => `${platform} ${name}`))
    expect(rows.filter(([platform, name]) => !names.has(`${platform} ${name}`))).toEqual([])
    expect(platforms).toEqual([...new Set([...commandingPlatforms, ...notifyingPlatforms])].sort())
  })

  it(
    'are another message with another run',
    forEvery(all, (sample) => expect(knownBy(sample, 'run-1')).not.toBe(knownBy(sample, 'run-2'))),
  )

  it(
    'are the same message with the same run',
    forEvery(all, (sample) => expect(knownBy(sample, 'run-1')).toBe(knownBy(sample, 'run-1'))),
  )

  it('have the ids of the sample where there is no run', () => {
    const sample = all.find(({ platform, name }) => platform === 'antom' && name === 'notifyPayment')
    expect(sample && JSON.parse(bodyOf(sample, undefined).body.toString())).toEqual(
      sample && JSON.parse(sample.request.toString()),
    )
  })
})
