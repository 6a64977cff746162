import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clientSettings } from '../../lib/adapters/aws-access.ts'
import { type Checked, passed, refused } from '../../lib/protocol/checked.ts'
import { awsAccess } from '../../lib/settings/settings.ts'
import { namesOf } from '../declared/names-of-stage.ts'
import type { Typed } from './which.ts'

/** Where a command works: the stack that `npm start` runs, or a stage on AWS. */
export type Deployment = { readonly local: true } | { readonly stage: string }

const stageName = /^[\w-]{1,64}$/

/** The deployment that `--local` or `--stage` names; refused with one line. */
export function readDeployment(
  { local, stage }: Typed,
  isLocalByDefault = false,
): Checked<Deployment, string> {
  if (local === undefined && stage === undefined && isLocalByDefault) return passed({ local: true })
  if ((local === undefined) === (stage === undefined)) {
    return refused('say --local or --stage <stage>, one of them')
  }
  if (stage === undefined) return passed({ local: true })
  return stageName.test(stage) ? passed({ stage }) : refused(`no stage can be named ${JSON.stringify(stage)}`)
}

/** Takes the names and, locally, the endpoints into the environment; refused with one line where there is none. */
export function enterDeployment(deployment: Deployment): Checked<undefined, string> {
  const environment = 'local' in deployment ? localEnvironment() : passed(namesOf(deployment.stage))
  if (!environment.ok) return environment
  Object.assign(process.env, environment.value)
  return passed(undefined)
}

/** For a client in the deployment that was entered: an operator may be a continent away, only Lambda has to hurry. */
export function unhurried() {
  return clientSettings(awsAccess(), 5, 30_000, 5_000)
}

function localEnvironment(): Checked<Record<string, string>, string> {
  const file = join(process.env.LOCAL_DIR || '.local', 'environment.json')
  try {
    return passed(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return refused(`${file} cannot be read: is \`npm start\` running?`)
  }
}
