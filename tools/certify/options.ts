import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Environment } from '../declared/functions.ts'
import { startDemoBackend } from '../demo-backend/start.ts'
import { unknownName } from '../terminal/nearest.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Plan } from './certify.ts'
import { apisByPath, newMessages, type Setting } from './messages.ts'
import { restartOf } from './restart.ts'
import { type RuleName, ruleNames } from './rules.ts'
import { readCredential } from './stage.ts'

/** The options as commander reads them. */
export interface Given {
  readonly self?: boolean
  readonly apis?: string
  readonly rules?: string
  readonly credential?: string
  readonly clientId?: string
  readonly set?: readonly string[]
  readonly amount: string
  readonly currency: string
  readonly restartCommand?: string
  readonly long?: boolean
  readonly all?: boolean
  readonly json?: boolean
  readonly page?: string
}

interface Around {
  readonly terminal: Terminal
  readonly env: Environment
  /** Ends the program for a command line that is wrong. */
  wrong(line: string): never
}

/** A fiftieth and a fortieth of it are paid back. */
const LEAST_AMOUNT = 100n
const loopback = ['localhost', '127.0.0.1', '[::1]']

/** What is to be done, as the command line asks. Throws a problem where a file it names cannot be used. */
export function planOf(url: string | undefined, given: Given, around: Around): Omit<Plan, 'bundles'> {
  const { terminal, env, wrong } = around
  const isSelf = given.self === true
  if (isSelf === (url !== undefined)) wrong('name the URL of a backend, or --self')
  if (url !== undefined) checkUrl(url, wrong)
  const dir = env.LOCAL_DIR || undefined
  if (dir && (given.credential || given.clientId)) {
    wrong('LOCAL_DIR has secrets of its own: put the credential and the client there')
  }
  const { BACKEND_URL: _, ...others } = env
  const progress = process.stderr.isTTY === true && !given.json
  const ownCredential = isSelf ? { signatureKey: `whsec_${randomBytes(32).toString('base64')}` } : undefined
  const credential = given.credential ? credentialIn(given.credential) : ownCredential
  const restart = isSelf ? undefined : restartOf(given.restartCommand, given.json === true, url ?? '')
  const testData = testDataOf(given, wrong)
  newMessages(testData)
  return {
    name: url ?? 'the demo backend',
    backend: url?.replace(/\/+$/, '') ?? startDemoBackend,
    ...(dir && { dir }),
    ...(credential && !dir && { credential }),
    ...(given.clientId && { clientId: given.clientId }),
    env: others,
    paths: pathsOf(given.apis, wrong),
    rules: rulesOf(given.rules, wrong),
    testData,
    patience: given.long ? 'long' : 'compressed',
    isLocal: url === undefined || loopback.includes(new URL(url).hostname),
    ...(restart && { restart }),
    noRestart: isSelf ? 'the demo backend stays up' : 'give --restart-command',
    progress: (line) => progress && terminal.note(line),
  }
}

function checkUrl(url: string, wrong: Around['wrong']): void {
  const { protocol = '', hostname = '' } = URL.canParse(url) ? new URL(url) : {}
  if (protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname))) return
  wrong('the backend must be the URL of https, or of http on this machine: http://localhost:8080')
}

function credentialIn(file: string): object {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    // What stands in it is in no line.
    throw problem(
      `--credential ${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? 'it is no JSON'}`,
    )
  }
  readCredential(content, file)
  return content as object
}

function testDataOf({ set = [], amount, currency }: Given, wrong: Around['wrong']) {
  if (!/^[1-9]\d{0,15}$/.test(amount) || BigInt(amount) < LEAST_AMOUNT) {
    wrong(`--amount must be a natural number in the smallest unit, ${LEAST_AMOUNT} at least`)
  }
  if (!/^[A-Z]{3}$/.test(currency)) wrong('--currency must be a code of ISO 4217, such as EUR')
  return { settings: set.map((text) => settingOf(text, wrong)), amount: { currency, value: amount } }
}

function settingOf(text: string, wrong: Around['wrong']): Setting {
  const [, api, path = '', value = ''] = /^(?:(\w+):)?([\w.]+)=(.*)$/s.exec(text) ?? []
  if (!path) wrong('--set must be field=value or api:field=value, such as paymentMethod.customerId=7')
  return { ...(api && { api }), path: path.split('.'), value }
}

/** A name may be that of an API, of an API of one platform, or of a platform. */
function pathsOf(names: string | undefined, wrong: Around['wrong']): readonly string[] {
  const all = [...apisByPath.keys()]
  if (names === undefined) return all
  const chosen = names.split(',').flatMap((name) => {
    const found = all.filter(
      (path) => path === name || path.startsWith(`${name}/`) || path.endsWith(`/${name}`),
    )
    const known = [...all, ...all.flatMap((path) => path.split('/'))]
    return found.length > 0 ? found : wrong(unknownName('API', name, [...new Set(known)]))
  })
  return all.filter((path) => chosen.includes(path))
}

function rulesOf(names: string | undefined, wrong: Around['wrong']): readonly RuleName[] {
  if (names === undefined) return ruleNames
  return names.split(',').map((name) => {
    const rule = ruleNames.find((one) => one === name)
    return rule ?? wrong(unknownName('rule', name, ruleNames))
  })
}
