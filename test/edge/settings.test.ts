import { describe, expect, it } from 'vitest'
import { awsAccess, readSettings } from '../../lib/edge/settings.ts'

const HOUR = 3_600_000
const times = ['RETENTION_DAYS', 'MAX_AGE_HOURS', 'MAX_SKEW_MINUTES'] as const

const lineOf = (names: Parameters<typeof readSettings>[0], env: Record<string, string>) => {
  const settings = readSettings(names, env)
  return settings.ok ? undefined : settings.refusal
}

describe('settings', () => {
  it('have the defaults of the design where nothing is set', () => {
    const settings = readSettings([...times, 'PUBLIC_PATHS', 'PUBLIC_PATH_PREFIX'], {})
    expect(settings).toEqual({
      ok: true,
      value: {
        RETENTION_DAYS: 35 * 24 * HOUR,
        MAX_AGE_HOURS: 48 * HOUR,
        MAX_SKEW_MINUTES: 600_000,
        PUBLIC_PATHS: [],
        PUBLIC_PATH_PREFIX: '',
      },
    })
  })

  it('are empty where an empty text is set, as serverless.yml sets what is not given', () => {
    expect(readSettings(['RETENTION_DAYS'], { RETENTION_DAYS: '' })).toEqual({
      ok: true,
      value: { RETENTION_DAYS: 35 * 24 * HOUR },
    })
  })

  it('read paths that are separated by commas', () => {
    expect(readSettings(['PUBLIC_PATHS'], { PUBLIC_PATHS: '/api/back, /pay?x=1,' })).toEqual({
      ok: true,
      value: { PUBLIC_PATHS: ['/api/back', '/pay?x=1'] },
    })
  })

  it.each([
    ['RECEIPTS_TABLE', {}, 'RECEIPTS_TABLE is not set'],
    [
      'RETENTION_DAYS',
      { RETENTION_DAYS: 'a week' },
      'RETENTION_DAYS must be a number such as 35, not "a week"',
    ],
    ['MAX_AGE_HOURS', { MAX_AGE_HOURS: '-1' }, 'MAX_AGE_HOURS must be a number such as 48, not "-1"'],
    [
      'MAX_AGE_HOURS',
      { MAX_AGE_HOURS: '0' },
      'MAX_AGE_HOURS must not be 0: no message would be young enough',
    ],
    [
      'PUBLIC_PATHS',
      { PUBLIC_PATHS: 'api/back' },
      'PUBLIC_PATHS must be paths that begin with /, separated by commas, not "api/back"',
    ],
    [
      'PUBLIC_PATHS',
      { PUBLIC_PATHS: '/a\nb' },
      'PUBLIC_PATHS must be paths that begin with /, separated by commas, not "/a\\nb"',
    ],
    ['PUBLIC_PATHS', { PUBLIC_PATHS: '/a,/b,/c,/d' }, 'PUBLIC_PATHS must be at most 3 paths'],
    [
      'PUBLIC_PATH_PREFIX',
      { PUBLIC_PATH_PREFIX: '/pay/' },
      'PUBLIC_PATH_PREFIX must begin with / and not end with it, not "/pay/"',
    ],
  ] as const)('say in one line what is wrong with %s %o', (name, env, line) => {
    expect(lineOf([name], env)).toBe(line)
  })

  it('must keep receipts for longer than a message may be old', () => {
    const line =
      'RETENTION_DAYS (2) must exceed MAX_AGE_HOURS (48), or a captured message could be accepted twice'
    expect(lineOf(times, { RETENTION_DAYS: '2' })).toBe(line)
    expect(lineOf(times, { RETENTION_DAYS: '2.1' })).toBeUndefined()
  })

  it('keep receipts for ever where RETENTION_DAYS is 0, however old a message may be', () => {
    expect(lineOf(times, { RETENTION_DAYS: '0', MAX_AGE_HOURS: '200000' })).toBeUndefined()
  })
})

describe('the way to AWS', () => {
  it('takes the credentials of the environment whole, or none', () => {
    expect(
      awsAccess({ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' }),
    ).toEqual({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    })
    expect(awsAccess({ AWS_ACCESS_KEY_ID: 'id' })).toEqual({})
  })
})
