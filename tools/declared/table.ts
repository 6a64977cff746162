import { declaredResource } from './resource.ts'

/** As CloudFormation writes them. */
export interface TableProperties {
  readonly KeySchema: readonly object[]
  readonly AttributeDefinitions: readonly object[]
  readonly StreamSpecification?: { readonly StreamViewType: string }
  readonly TimeToLiveSpecification?: object
}

/** A table as infra/tables.yml describes it. */
export function declaredTable(resource: string): TableProperties {
  return declaredResource('tables.yml', resource)
}
