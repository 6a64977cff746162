import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export type Environment = Readonly<Record<string, string | undefined>>
export type Variables = Readonly<Record<string, string>>

export interface Route {
  /** As API Gateway writes it; `{proxy+}` stands for one segment or more. */
  readonly key: string
  readonly functionName: string
}

/** How a function takes the messages of its queue. */
export interface QueueSource {
  readonly batchSize: number
  readonly maximumConcurrency: number
}

export interface DeclaredFunction {
  readonly name: string
  readonly timeoutMs: number
  readonly memoryMB: number
  readonly routes: readonly Route[]
  readonly queue?: QueueSource
  /** What serverless.yml sets for it. */
  readonly variables: Variables
}

interface Declaration {
  readonly timeout: number
  readonly memorySize: number
  readonly environment?: Variables
  readonly events?: readonly { readonly httpApi?: string; readonly sqs?: QueueSource }[]
}

const declarationFile = join(import.meta.dirname, '../../serverless.yml')

/** The functions as serverless.yml declares them for the stage `local`, its `${env:…}` read from the environment. */
export function declaredFunctions(
  env: Environment,
  declaration = readFileSync(declarationFile, 'utf8'),
): readonly DeclaredFunction[] {
  const { service, provider, functions } = parse(declaration, {
    merge: true,
    // CloudFormation's own tags (!GetAtt) stand where nothing is read here.
    logLevel: 'error',
  })
  const resolve = ([name, text]: [string, string]) => [name, resolveVariables(text, service, env)]
  return Object.entries<Declaration>(functions).map(([name, declared]) => {
    const { timeout, memorySize, environment = {}, events = [] }: Declaration = { ...provider, ...declared }
    const queue = events.find(({ sqs }) => sqs)?.sqs
    const variables = Object.entries<string>({ ...provider.environment, ...environment }).map(resolve)
    return {
      name,
      timeoutMs: timeout * 1000,
      memoryMB: memorySize,
      routes: events.flatMap(({ httpApi }) => (httpApi ? { key: httpApi, functionName: name } : [])),
      ...(queue && { queue }),
      variables: Object.fromEntries(variables),
    }
  })
}

function resolveVariables(text: string, service: string, env: Environment): string {
  return text.replace(/\$\{(?:(self:service)|(sls:stage)|env:(\w+), '(.*?)'|.*?)\}/g, (whole, ...found) => {
    const [self, stage, name, byDefault] = found
    if (self) return service
    if (stage) return 'local'
    if (name) return env[name] ?? byDefault
    throw new Error(`serverless.yml has ${whole} in an environment: the local stack cannot know its value`)
  })
}
