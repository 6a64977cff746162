import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { followedLogs } from '../../tools/inspect/stage/inspect.ts'
import type { CallRow } from '../../tools/inspect/view.ts'
import { startProcess } from '../local/started-process.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { startCloudWatchLogs } from '../support/stack/cloudwatch-logs.ts'

const cli = join(import.meta.dirname, '../../tools/cli.ts')

async function inspect(url: string, ...args: readonly string[]) {
  return startProcess({
    dir: temporaryFolder(),
    command: [process.execPath, cli, 'inspect', ...args],
    env: {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url,
    },
  })
}

const groupsOf = (stage: string) => followedLogs(stage).map(({ name }) => name)

describe('npm run alipay -- inspect', () => {
  it('serves the page on a stage, says where, and ends with the signal', async () => {
    const [group = ''] = groupsOf('prod')
    await using logs = await startCloudWatchLogs(groupsOf('prod'))
    const message = JSON.stringify({
      correlationId: 'r1',
      platform: 'acquirer',
      contract: 'notification',
      message: 'notification accepted',
    })
    logs.log(group, { eventId: 'e1', timestamp: Date.now(), message })
    logs.log(group, {
      eventId: 'e0',
      timestamp: Date.now() - 16 * 60_000,
      message: message.replace('r1', 'r0'),
    })
    const started = await inspect(logs.url, '--stage', 'prod', '--json')
    await started.until('url')
    const { url } = JSON.parse(started.out.join(''))
    expect(new URL(url).hostname).toBe('127.0.0.1')
    const page = await (await fetch(url)).text()
    expect(page).toContain('<title>')
    const ids = async () => {
      const rows = (await (await fetch(`${url}api/calls`)).json()) as readonly CallRow[]
      return rows.map(({ id }) => id)
    }
    await expect.poll(ids, { timeout: 10_000 }).toEqual(['r1'])
    expect((await fetch(`${url}api/send`, { method: 'POST', body: '{}' })).status).toBe(404)
    started.child.kill('SIGINT')
    expect([await started.ended, started.err]).toEqual([0, []])
  })

  it.each([
    [[], /^the stage prod is not deployed here: /],
    [groupsOf('prod'), /^the role may not do it: docs\/operator-commands\.md /],
  ])('says in one line why no log can be read', async (groups, line) => {
    await using logs = await startCloudWatchLogs(groups)
    logs.fates.push(...groups.map(() => 'AccessDeniedException'))
    const { ended, out, err } = await inspect(logs.url, '--stage', 'prod')
    expect([await ended, out, err]).toEqual([1, [], [expect.stringMatching(line)]])
  })
})
