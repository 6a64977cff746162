import { describe, expect, it } from 'vitest'
import { awsAccess, readSettings } from '../../lib/settings/settings.ts'

const HOUR = 3_600_000
const times = [
  'RETENTION_DAYS',
  'JOURNAL_RETENTION_DAYS',
  'KEEP_REFUSED_HOURS',
  'MAX_AGE_HOURS',
  'MAX_SKEW_MINUTES',
] as const

const lineOf = (names: Parameters<typeof readSettings>[0], env: Record<string, string>) => {
  const settings = readSettings(names, env)
  return settings.ok ? undefined : settings.refusal
}

describe('settings', () => {
  it('have their defaults where nothing is set', () => {
    const optional = [...times, 'PUBLIC_PATHS', 'PUBLIC_PATH_PREFIX', 'ASKS_PER_SECOND'] as const
    const settings = readSettings(optional, {})
    expect(settings).toEqual({
      ok: true,
      value: {
        RETENTION_DAYS: 35 * 24 * HOUR,
        JOURNAL_RETENTION_DAYS: 0,
        KEEP_REFUSED_HOURS: 0,
        MAX_AGE_HOURS: 48 * HOUR,
        MAX_SKEW_MINUTES: 600_000,
        PUBLIC_PATHS: [],
        PUBLIC_PATH_PREFIX: '',
        ASKS_PER_SECOND: 5,
      },
    })
  })

  it('take from 1 to 100 questions in a second', () => {
    const asksOf = (ASKS_PER_SECOND: string) => readSettings(['ASKS_PER_SECOND'], { ASKS_PER_SECOND })
    expect(asksOf('1')).toEqual({ ok: true, value: { ASKS_PER_SECOND: 1 } })
    expect(asksOf('100')).toEqual({ ok: true, value: { ASKS_PER_SECOND: 100 } })
  })

  it.each(['0', '-1', '0.5', '101', '1e1', 'five'])('refuse %s questions in a second', (text) => {
    expect(lineOf(['ASKS_PER_SECOND'], { ASKS_PER_SECOND: text })).toBe(
      `ASKS_PER_SECOND must be a whole number from 1 to 100, not "${text}"`,
    )
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
    ['https://backend.example.com', 'https://backend.example.com'],
    ['https://backend.example.com/alipay/', 'https://backend.example.com/alipay'],
    ['https://backend.example.com:8443/a@b', 'https://backend.example.com:8443/a@b'],
    ['http://127.0.0.1:3001', 'http://127.0.0.1:3001'],
    ['http://localhost:3001/', 'http://localhost:3001'],
    ['http://[::1]:3001', 'http://[::1]:3001'],
  ])('take %s for the URL of a backend', (url, value) => {
    expect(readSettings(['BACKEND_URL'], { BACKEND_URL: url })).toEqual({
      ok: true,
      value: { BACKEND_URL: value },
    })
  })

  it.each([
    'backend.example.com',
    'http://backend.example.com',
    'http://127.0.0.1.example.com',
    'ftp://localhost',
    'https://user@backend.example.com',
    'https://:hunter2@backend.example.com',
    'https://backend.example.com/?to=alipay',
    'https://backend.example.com/?',
    'https://backend.example.com/#',
  ])('refuse %s for it, and do not quote it', (url) => {
    expect(lineOf(['BACKEND_URL'], { BACKEND_URL: url })).toBe(
      'BACKEND_URL must be a URL such as https://backend.example.com/alipay, without user, query and fragment (http is for 127.0.0.1, localhost and [::1] only)',
    )
  })

  it.each([
    ['RECEIPTS_TABLE', {}, 'RECEIPTS_TABLE is not set'],
    ['JOURNAL_TABLE', {}, 'JOURNAL_TABLE is not set'],
    ['BACKEND_URL', { BACKEND_URL: '' }, 'BACKEND_URL is not set'],
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
      'JOURNAL_RETENTION_DAYS',
      { JOURNAL_RETENTION_DAYS: '399.9' },
      'JOURNAL_RETENTION_DAYS must be 0, for ever, or at least 400: a refund may come 366 days after its payment',
    ],
    [
      'KEEP_REFUSED_HOURS',
      { KEEP_REFUSED_HOURS: '168.1' },
      'KEEP_REFUSED_HOURS must be at most 168: what is refused is kept to find the cause',
    ],
    ['REFUSED_TABLE', {}, 'REFUSED_TABLE is not set'],
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

  it('must keep operations for longer than a message may be old', () => {
    const line =
      'JOURNAL_RETENTION_DAYS (400) must exceed MAX_AGE_HOURS (9600), or a captured message could be accepted twice'
    const names = ['JOURNAL_RETENTION_DAYS', 'MAX_AGE_HOURS'] as const
    expect(lineOf(names, { JOURNAL_RETENTION_DAYS: '400', MAX_AGE_HOURS: '9600' })).toBe(line)
    expect(lineOf(names, { JOURNAL_RETENTION_DAYS: '400', MAX_AGE_HOURS: '9599' })).toBeUndefined()
    expect(lineOf(names, { MAX_AGE_HOURS: '200000' })).toBeUndefined()
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
