import { readSettings, type SettingName } from '../../lib/settings/settings.ts'
import type { DeclaredFunction, Environment, Variables } from '../declared/functions.ts'
import { localAccess } from '../dynamodb/local-access.ts'
import { problem } from '../terminal/problem.ts'

/** What whoever starts the stack may set. */
const choices = [
  'RETENTION_DAYS',
  'JOURNAL_RETENTION_DAYS',
  'KEEP_REFUSED_HOURS',
  'MAX_AGE_HOURS',
  'MAX_SKEW_MINUTES',
  'ASKS_PER_SECOND',
  'PUBLIC_PATHS',
  'PUBLIC_PATH_PREFIX',
] as const satisfies readonly SettingName[]

/** Where somebody tries things out, the cause of a refusal is looked for. */
export const localDefaults = { KEEP_REFUSED_HOURS: '24' } satisfies Environment

/** Those that are set: an operator's command must go by what the functions go by. */
export function settingsIn(env: Environment): Variables {
  return Object.fromEntries(choices.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
}

/** Throws the problem of the first setting that is wrong: a function would answer 503 to every request. */
export function checkSettings(env: Environment): void {
  const checked = readSettings(env.BACKEND_URL ? [...choices, 'BACKEND_URL'] : choices, env)
  if (!checked.ok) throw problem(checked.refusal)
}

/** The names by which a tunnel calls the gateway, of LOCAL_HOSTS; throws where one is none. */
export function readHosts({ LOCAL_HOSTS = '' }: Environment): readonly string[] {
  const hosts = LOCAL_HOSTS.toLowerCase()
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean)
  for (const host of hosts) {
    if (/^[a-z0-9.-]{1,253}$/.test(host)) continue
    throw problem(
      `LOCAL_HOSTS must be names of hosts, comma-separated, such as abc.ngrok.app, not ${JSON.stringify(host.slice(0, 64))}`,
    )
  }
  return hosts
}

export interface Endpoints {
  readonly dynamoDB: string
  readonly standIns: string
}

/** How an SDK client reaches the local stack, and nothing else: no profile, no metadata service, no real key. */
export function accessVariables({ dynamoDB, standIns }: Endpoints): Variables {
  return {
    AWS_REGION: localAccess.region,
    AWS_ACCESS_KEY_ID: localAccess.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localAccess.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDB,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: standIns,
    AWS_ENDPOINT_URL_EVENTBRIDGE: standIns,
    AWS_ENDPOINT_URL_SQS: standIns,
  }
}

/** The whole environment of a function, as Lambda would set it: nothing of the user's own reaches it. */
export function functionVariables(declared: DeclaredFunction, endpoints: Endpoints): Variables {
  return {
    ...declared.variables,
    ...accessVariables(endpoints),
    AWS_LAMBDA_FUNCTION_NAME: `alipay-receiver-local-${declared.name}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(declared.memoryMB),
  }
}
