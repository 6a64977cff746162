import { execFile } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import keyFile from '../../docs/vectors/keys.json' with { type: 'json' }
import { refusalReasons, replyRefusalReasons } from '../../lib/protocol/refusal.ts'
import { acceptedRequests } from '../../tools/generate/vectors/accepted-requests.ts'
import { encryptedCases } from '../../tools/generate/vectors/encrypted-cases.ts'
import { gatewayReplies } from '../../tools/generate/vectors/gateway-replies.ts'
import { gatewayReplyCase } from '../../tools/generate/vectors/gateway-reply-cases.ts'
import { gatewayRequestCases } from '../../tools/generate/vectors/gateway-request-cases.ts'
import { refusedRequests } from '../../tools/generate/vectors/refused-requests.ts'
import { replyCases, replyChecks } from '../../tools/generate/vectors/reply-cases.ts'
import { requestCase } from '../../tools/generate/vectors/request-cases.ts'
import { vectorFiles } from '../../tools/generate/vectors/vector-files.ts'
import { forEvery } from '../support/for-every.ts'
import { samples } from '../support/request/samples.ts'
import { answers } from './answer.ts'

const folder = join(import.meta.dirname, '../../docs/vectors')
const requests = [...acceptedRequests, ...refusedRequests].map(requestCase)
const replies = replyCases()
const fromGateway = gatewayReplies.map(gatewayReplyCase)

describe('docs/vectors', () => {
  it.each([...vectorFiles()])('%s is fresh: npm run vectors', (file, content) => {
    expect(readFileSync(join(folder, file), 'utf8')).toBe(content)
  })

  it('describes each of its files', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    const headings = Array.from(readme.matchAll(/^## `([\w.-]+)`/gm), ([, file = '']) => file)
    const files = readdirSync(folder).filter((file) => file !== 'README.md')
    expect(headings.sort()).toEqual(files.sort())
  })

  it('has a request for every reason to refuse one but what depends on size and on a broken secret', () => {
    const reasons = requests.flatMap(({ expected }) =>
      expected.verdict === 'refused' ? [expected.reason] : [],
    )
    const left = refusalReasons.filter((reason) => !reasons.includes(reason))
    expect(left).toEqual(['client-unreadable', 'body-too-large'])
  })

  it('has a reply of a gateway for every reason to refuse one but its size', () => {
    const reasons = fromGateway.flatMap(({ expected }) =>
      expected.verdict === 'refused' ? [expected.reason] : [],
    )
    const left = replyRefusalReasons.filter((reason) => !reasons.includes(reason))
    expect(left).toEqual(['body-too-large'])
  })

  it.each([
    ['requests', requests],
    ['replies', replies],
    ['checks of replies', replyChecks(replies)],
    ['requests to a gateway', gatewayRequestCases()],
    ['replies of a gateway', fromGateway],
    ['encrypted bodies', encryptedCases()],
  ] as const)('names none of its %s twice', (_, cases) => {
    const names = cases.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
  })

  it('has private keys that are named test keys, and no PEM that a scanner would report', () => {
    for (const [name, key] of Object.entries(keyFile.keys)) {
      if (!('testPrivateKey' in key)) continue
      expect(name).toMatch(/^test-/)
      const der = Buffer.from(key.testPrivateKey, 'base64')
      expect(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).type).toBe('private')
    }
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
    expect(texts.join()).not.toContain('PRIVATE KEY-----')
  })
})

describe('each case of docs/vectors is answered as it says', () => {
  it.each(requests)('request: $name', (one) => {
    expect(answers.requests(one.input)).toEqual(one.expected)
  })

  it.each(replies)('reply: $name', async (one) => {
    expect(await answers.replies(one.input)).toEqual(one.expected)
  })

  it.each(replyChecks(replies))('reply as it is got: $name', (one) => {
    expect(answers['reply-checks'](one.input)).toEqual(one.expected)
  })

  it.each(gatewayRequestCases())('request to a gateway: $name', async (one) => {
    expect(await answers['gateway-requests'](one.input)).toEqual(one.expected)
  })

  it.each(fromGateway)('reply of a gateway: $name', (one) => {
    expect(answers['gateway-replies'](one.input)).toEqual(one.expected)
  })

  it.each(encryptedCases())('encrypted body: $name', (one) => {
    expect(answers['encrypted-bodies'](one.input)).toEqual(one.expected)
  })

  it(
    'every reply shows the text that is signed',
    forEvery(replies, ({ input, signedTextBase64, expected }) => {
      const { request, body } = input
      const text = `POST ${request.uri}\n${request.clientId}.${expected.headers['Response-Time']}.${body}`
      expect(Buffer.from(signedTextBase64, 'base64').toString()).toBe(text)
    }),
  )
})

describe('docs/vectors/run.mjs', () => {
  const run = async (program: readonly string[]) => {
    const args = [join(folder, 'run.mjs'), ...program]
    const ended = promisify(execFile)(process.execPath, args)
    return ended.then(({ stdout }) => ({ code: 0, stdout })).catch(({ code, stdout }) => ({ code, stdout }))
  }
  const ours = join(import.meta.dirname, 'answer-lines.ts')
  const saying = (script: string) => [
    process.execPath,
    '-e',
    `require('node:readline').createInterface(process.stdin).on('line', (line) => { ${script} })`,
  ]

  it('finds that this project answers every case as expected', async () => {
    const { code, stdout } = await run([process.execPath, ours])
    expect(stdout).toMatch(/^\d{3} as expected, 0 wrong, 0 skipped\n$/)
    expect(code).toBe(0)
  })

  it('finds who takes everything for genuine, by the names of the cases', async () => {
    const naive = `JSON.parse(line).set === 'reply-checks' ? console.log('{"genuine":true}') : console.log('"skip"')`
    const { code, stdout } = await run(saying(naive))
    expect(stdout).toContain(
      'reply-checks: another body\n  expected {"genuine":false}\n  answered {"genuine":true}',
    )
    expect(stdout).toMatch(/\n1 as expected, 6 wrong, \d+ skipped\n$/)
    expect(code).toBe(1)
  })

  it('lets a refusal leave its reason out, and no acceptance', async () => {
    const strict = `JSON.parse(line).set === 'requests' ? console.log('{"verdict":"refused"}') : console.log('"skip"')`
    const { stdout } = await run(saying(strict))
    const [, right, wrong] = /(\d+) as expected, (\d+) wrong/.exec(stdout) ?? []
    expect([right, wrong].map(Number)).toEqual([refusedRequests.length, acceptedRequests.length])
  })

  it.each([
    ['skips everything', saying(`console.log('"skip"')`)],
    ['says nothing', saying('')],
  ])('is not content with who %s', async (_, program) => {
    expect(await run(program)).toMatchObject({ code: 1 })
  })
})

it('there is a message for every sample', () => {
  const messages = JSON.parse(vectorFiles().get('messages.json') ?? '')
  for (const { platform, name, body } of samples)
    expect(messages[`${platform}/${name}`]).toBe(body.toString())
})
