import { backendOpenApi } from './backend/openapi.ts'
import { eventFiles } from './events/event-files.ts'
import { operatorPage } from './operator-page.ts'
import { vectorFiles } from './vectors/vector-files.ts'

/** Part of docs/ that is made from the rows. */
interface Generator {
  readonly name: string
  /** Below docs/. */
  readonly folder: string
  /** The folder holds nothing else: what the rows no longer make is removed. */
  readonly whole?: true
  /** By file below the folder. */
  files(): ReadonlyMap<string, string>
}

export const generators: readonly Generator[] = [
  { name: 'events', folder: 'events', whole: true, files: eventFiles },
  { name: 'openapi', folder: '', files: () => new Map([['backend.openapi.json', backendOpenApi()]]) },
  { name: 'operator', folder: '', files: () => new Map([['operator-commands.md', operatorPage()]]) },
  { name: 'vectors', folder: 'vectors', files: vectorFiles },
]
