import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const infra = join(import.meta.dirname, '../../infra')

/** The properties of a resource as a file of infra/ describes it. `!GetAtt Queue.Arn` is the text `Queue.Arn`. */
export function declaredResource<Properties>(file: string, resource: string): Properties {
  // CloudFormation's own tags (!Ref, !If) stand where nothing is read here.
  const { Resources } = parse(readFileSync(join(infra, file), 'utf8'), { logLevel: 'error' })
  return Resources[resource].Properties
}
