import type { OperatorProgram } from './operator-command.ts'

/** How the program is used, from its rows. */
export function usageOf({ name, commands }: OperatorProgram): string {
  const width = Math.max(...commands.map((command) => command.name.length)) + 2
  const ways = new Map(
    commands.flatMap(({ which }) => which.ways.map(({ options, meaning }) => [options, meaning] as const)),
  )
  return [
    `Usage: npm run ${name} -- <command> <where> <which>`,
    '',
    ...commands.map((command) => command.name.padEnd(width) + command.summary),
    '',
    'where   --local',
    '          the stack that `npm start` runs (LOCAL_DIR)',
    '        --stage <stage>',
    '          a deployed stage; AWS credentials and region (AWS_REGION) as the AWS SDK finds them',
    ...[...ways].flatMap(([options, meaning], index) => [
      `${index === 0 ? 'which ' : '      '}  ${options}`,
      `          ${meaning}`,
    ]),
    '',
  ].join('\n')
}
