import { logGroupOf, namesOf } from '../declared/names-of-stage.ts'
import { inspectPermissions } from '../inspect/stage/permissions.ts'
import { asking } from '../operate/ask/program.ts'
import { journal } from '../operate/journal/program.ts'
import {
  commandLine,
  type OperatorProgram,
  type Resource,
  type Statement,
} from '../operate/operator-command.ts'
import { receipts } from '../operate/receipts/program.ts'
import { refused } from '../operate/refused/program.ts'

const STAGE = 'prod'

/** In any region and account. */
const arns: Readonly<Record<Resource, string>> = {
  receipts: `arn:aws:dynamodb:*:*:table/${namesOf(STAGE).RECEIPTS_TABLE}`,
  journal: `arn:aws:dynamodb:*:*:table/${namesOf(STAGE).JOURNAL_TABLE}`,
  refused: `arn:aws:dynamodb:*:*:table/${namesOf(STAGE).REFUSED_TABLE}`,
  // An ARN ends with characters of Secrets Manager's own.
  secrets: `arn:aws:secretsmanager:*:*:secret:alipay-receiver/${STAGE}/*`,
  bus: `arn:aws:events:*:*:event-bus/${namesOf(STAGE).EVENT_BUS}`,
  // Behind the name stands `:*` where its streams are meant.
  logs: `arn:aws:logs:*:*:log-group:${logGroupOf(STAGE, '*')}`,
  'dead-letters': `arn:aws:sqs:*:*:${namesOf(STAGE).DEAD_LETTERS}`,
  watches: `arn:aws:sqs:*:*:${namesOf(STAGE).WATCHES}`,
}

/** What a page about the operator's commands says, made from their rows. */
export function operatorPage(): string {
  return `# The operator's commands

Made from the rows in \`tools/operate\` by \`npm run generate\`. \`--stage ${STAGE}\` works at a deployed stage, \`--local\` at the
stack that \`npm start\` runs. Each takes \`--json\`, and explains itself with \`--help\`.
${[asking, receipts, journal, refused].map(sectionOf).join('')}${inspectorSection()}`
}

/** It is one command, and reads. */
function inspectorSection(): string {
  const needs = inspectPermissions.map((statement) => `- ${needOf(statement)}`)
  return `
## npm run alipay -- inspect

    npm run alipay -- inspect --stage ${STAGE}

Opens the inspector on the stage, read-only: [operate.md](operate.md#look-at-a-stage). Its role must allow:

${needs.join('\n')}

Of these it can do without all but the logs: what is denied is left out, and the page says so.

${policyBlock(inspectPermissions)}
`
}

function sectionOf(program: OperatorProgram): string {
  const lines = program.commands.map(
    ({ name, summary, permissions }) =>
      `| \`${name || program.name}\` | ${summary} | ${permissions.map(needOf).join('; ')} |`,
  )
  return `
## npm run alipay -- ${program.name}

${commandLinesOf(program).join('\n')}

| command | what it does | what its role must allow |
|---|---|---|
${lines.join('\n')}

${policyBlock(program.commands.flatMap(({ permissions }) => permissions))}
`
}

/** A line for each way to say a command, as it is typed. */
function commandLinesOf({ name, commands }: OperatorProgram): readonly string[] {
  return commands.flatMap(({ name: command, which }) =>
    which.examples.map((example) => `    ${commandLine(name, command, `--stage ${STAGE}`, example)}`),
  )
}

function needOf({ actions, on }: Statement): string {
  return `${actions.map((action) => `\`${action}\``).join(', ')} on ${onOf[on]}`
}

const onOf: Readonly<Record<Resource, string>> = {
  receipts: 'the table of receipts',
  journal: "the journal's table",
  refused: 'the table of what is refused',
  secrets: 'the secrets',
  bus: 'the event bus',
  'dead-letters': 'the dead-letter queue',
  watches: 'the queue of watches',
  logs: 'the log groups of its functions',
}

function policyBlock(statements: readonly Statement[]): string {
  return `A role that allows all of them; where \`KMS_KEY_ARN\` is set, also \`kms:Decrypt\` on that key:

\`\`\`json
${policyOf(statements)}
\`\`\``
}

function policyOf(statements: readonly Statement[]): string {
  const needs = Map.groupBy(statements, ({ on }) => on)
  const Statement = [...needs].map(([on, statements]) => ({
    Effect: 'Allow',
    Action: [...new Set(statements.flatMap(({ actions }) => actions))].sort(),
    Resource: arns[on],
  }))
  return JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)
}
