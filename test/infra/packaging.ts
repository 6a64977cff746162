import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const serverless = fileURLToPath(import.meta.resolve('serverless/bin/serverless.js'))

export const platforms = ['acquirer', 'antom', 'mini-program', 'wallet', 'worldfirst']
export const notifying = ['acquirer', 'antom', 'mini-program', 'worldfirst']
export const commanding = ['acquirer', 'mini-program', 'wallet']
export const functionNames = [
  ...notifying.map((platform) => `${platform}-notifications`),
  ...commanding.map((platform) => `${platform}-commands`),
  'deliver-receipts',
  'ask-alipay',
]
/** Those whose gateway is asked. */
export const asking = ['acquirer', 'antom', 'mini-program', 'worldfirst']

/** The framework's part of a logical id: `antom-notifications` is `AntomDashnotifications`. */
export const frameworkId = (functionName: string) =>
  functionName.replace(/^./, (first) => first.toUpperCase()).replaceAll('-', 'Dash')

/** Ours: `mini-program` is `MiniProgram`. */
export const ourId = (name: string) =>
  name.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase())

export interface Resource {
  readonly Type: string
  readonly Properties: Readonly<Record<string, unknown>>
  readonly [attribute: string]: unknown
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>
  readonly Conditions: Readonly<Record<string, unknown>>
}

export interface Packaged {
  readonly templatePath: string
  /** As CloudFormation sees it once its conditions are decided. */
  readonly template: Template
  properties(logicalId: string): Resource['Properties'] | undefined
  ofType(type: string): readonly Resource['Properties'][]
  zip(functionName: string): Promise<Buffer>
  discard(): Promise<void>
}

/**
 * Packages the service with these settings and nothing else in the environment: no credentials, no profile. It works on
 * a copy, because `serverless package` writes to `.serverless` beside serverless.yml whatever its options say.
 */
export async function packageService(settings: Readonly<Record<string, string>> = {}): Promise<Packaged> {
  const folder = await mkdtemp(join(tmpdir(), 'alipay-receiver-package-'))
  for (const part of ['serverless.yml', 'infra'])
    await cp(join(root, part), join(folder, part), { recursive: true })
  for (const name of functionNames) {
    await mkdir(join(folder, 'dist', name), { recursive: true })
    await writeFile(join(folder, 'dist', name, 'index.js'), 'export const handler = async () => {}\n')
  }
  const env = { PATH: dirname(process.execPath), HOME: tmpdir(), ...settings }
  await run(process.execPath, [serverless, 'package'], { cwd: folder, env })

  const packaged = join(folder, '.serverless')
  const templatePath = join(packaged, 'cloudformation-template-update-stack.json')
  const written: Template = JSON.parse(await readFile(templatePath, 'utf8'))
  const template = decided(written, written.Conditions) as Template
  return {
    templatePath,
    template,
    properties: (logicalId) => template.Resources[logicalId]?.Properties,
    ofType: (type) =>
      Object.values(template.Resources).flatMap(({ Type, Properties }) =>
        Type === type ? [Properties] : [],
      ),
    zip: (name) => readFile(join(packaged, `${name}.zip`)),
    discard: () => rm(folder, { recursive: true }),
  }
}

/** Every Fn::If replaced by its branch; AWS::NoValue and what a condition excludes left out. */
function decided(node: unknown, conditions: Template['Conditions']): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => decided(item, conditions)).filter((item) => item !== undefined)
  }
  if (typeof node !== 'object' || node === null) return node
  if ('Ref' in node && node.Ref === 'AWS::NoValue') return undefined
  if ('Condition' in node && typeof node.Condition === 'string' && !holds(conditions[node.Condition]))
    return undefined
  if ('Fn::If' in node) {
    const [condition, whenTrue, whenFalse] = node['Fn::If'] as [string, unknown, unknown]
    return decided(holds(conditions[condition]) ? whenTrue : whenFalse, conditions)
  }
  const entries = Object.entries(node).map(([key, value]) => [key, decided(value, conditions)])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** Our conditions have one form: a setting is not the empty text. */
function holds(condition: unknown): boolean {
  return JSON.stringify(condition) !== '{"Fn::Not":[{"Fn::Equals":["",""]}]}'
}
