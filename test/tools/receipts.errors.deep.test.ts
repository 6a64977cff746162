import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startDynoxide } from '../../tools/dynamodb/dynoxide.ts'
import { startProcess } from '../local/started-process.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { refuse, startAwsStandIn } from '../support/stack/aws-stand-in.ts'

const program = join(import.meta.dirname, '../../tools/cli.ts')
const local = ['dead-letters', '--local']
const bySince = (since: string) => ['redeliver', '--stage', 'prod', '--since', since]
const keys = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }

/** Runs it where no profile and no metadata service are found. */
async function run(args: readonly string[], env: Record<string, string> = {}, dir = temporaryFolder()) {
  const { ended, out, err } = await startProcess({
    dir,
    command: [process.execPath, program, 'receipts', ...args],
    env: { HOME: dir, AWS_EC2_METADATA_DISABLED: 'true', ...env },
  })
  return { code: await ended, out, err }
}

describe('npm run alipay -- receipts says in one line what is wrong with', () => {
  it.each<[string, number, readonly string[], RegExp]>([
    ['a wrong command line', 2, ['redeliver', '--local', '--all'], /^unknown option '--all': see npm run /],
    ['a stack that never ran', 1, local, /environment\.json cannot be read: is `npm start` running\?$/],
  ])('%s', async (_, code, args, line) => {
    expect(await run(args)).toEqual({ code, out: [], err: [expect.stringMatching(line)] })
  })

  it('a region or credentials that are not set', async () => {
    const since = bySince('2026-11-21T08:00:00Z')
    const { err, code } = await run(since)
    expect(err).toEqual([expect.stringMatching(/^no AWS region: set AWS_REGION/)])
    expect(code).toBe(1)
    const { err: unknown } = await run(since, { AWS_REGION: 'eu-west-1' })
    expect(unknown).toEqual([expect.stringMatching(/^no AWS credentials: log in/)])
  })

  it('a stage that is not deployed', async () => {
    const { url, stop } = await startDynoxide(':memory:')
    onTestFinished(stop)
    const { err } = await run(bySince('2026-11-21T08:00:00Z'), { ...keys, AWS_ENDPOINT_URL_DYNAMODB: url })
    expect(err).toEqual([expect.stringMatching(/^the stage prod is not deployed here: check --stage/)])
  })

  it.each([
    ['UnrecognizedClientException', /^AWS refuses the credentials: /],
    ['ExpiredTokenException', /^AWS refuses the credentials: /],
    ['AccessDeniedException', /^the role may not do it: docs\/operator-commands\.md lists the permissions /],
  ])('credentials that AWS answers with %s', async (type, line) => {
    await using aws = await startAwsStandIn((_, response) => refuse(response, 400, type))
    const endpoint = { AWS_ENDPOINT_URL_DYNAMODB: aws.url }
    const { err } = await run(bySince('2026-11-21T08:00:00Z'), { ...keys, ...endpoint })
    expect(err).toEqual([expect.stringMatching(line)])
    expect(err[0]).toContain(type)
  })

  it('a stack that was killed', async () => {
    const dir = temporaryFolder()
    const nobody = { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' }
    const names = { RECEIPTS_TABLE: 'receipts', EVENT_BUS: 'bus', DEAD_LETTERS: 'letters' }
    writeFileSync(join(dir, 'environment.json'), JSON.stringify({ ...names, ...keys, ...nobody }))
    const { err } = await run(local, {}, dir)
    expect(err).toEqual(['the local stack does not answer: is `npm start` running?'])
  })
})
