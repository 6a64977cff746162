import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** As CloudFormation writes them. */
export interface TableProperties {
  readonly KeySchema: readonly object[]
  readonly AttributeDefinitions: readonly object[]
  readonly StreamSpecification?: { readonly StreamViewType: string }
  readonly TimeToLiveSpecification?: object
}

const template = join(import.meta.dirname, '../../infra/tables.yml')

/** A table as infra/tables.yml describes it. */
export function declaredTable(resource: string): TableProperties {
  // CloudFormation's own tags (!Ref, !If) stand where nothing is read here.
  const { Resources } = parse(readFileSync(template, 'utf8'), { logLevel: 'error' })
  return Resources[resource].Properties
}
