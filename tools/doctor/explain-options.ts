import type { Command } from 'commander'
import type { KeyOptions } from './known/gather.ts'
import { platforms } from './known/platforms.ts'
import type { Wanted } from './messages-in.ts'
import { forms } from './read/forms.ts'

export interface Options extends KeyOptions, Wanted {
  readonly prefix?: string
  readonly path?: readonly string[]
  readonly url?: readonly string[]
  readonly whole?: true
  readonly json?: true
}

const examples = `
Examples:
  pbpaste | npm run -s alipay -- explain                    the request in the clipboard, the keys of npm start
  npm run alipay -- explain curl.txt --secret antom.json    a curl command, the text of a secret
  npm run alipay -- explain shop.har --key alipay.pem       the signed calls of a HAR file, a key
  npm run alipay -- explain event.json --stage prod         an API Gateway event, the keys of a stage
  npm run alipay -- explain line.json --body sent.json      a line of the log, and the body that was sent
  npm run alipay -- explain call.txt --url https://pay.example.com/prod/antom/notify

The forms, found by themselves:
${forms.map(({ name, what }) => `  ${name.padEnd(10)} ${what}`).join('\n')}

The exit code is 0 where the receiver would take every message, and 1 where it would not.`

/** The argument, the options and the examples of `explain`. */
export function addExplainOptions(verb: Command): void {
  const option = (flags: string, meaning: string) => verb.createOption(flags, meaning)
  const several = (flags: string, meaning: string) =>
    option(flags, `${meaning}; may be repeated`).argParser(
      (value: string, before: readonly string[] = []) => [...before, value],
    )
  const groups = {
    'The request:': [
      option('--form <form>', 'the form, where it is not found by itself').choices(
        forms.map(({ name }) => name),
      ),
      option('--index <n>', 'which of several messages, from 1'),
      option('--body <file>', 'the body, where the form has none, or in place of its own'),
    ],
    'The keys, by default those of `npm start`:': [
      option('--platform <platform>', 'whose request it is').choices(platforms.map(({ name }) => name)),
      option(
        '--stage <stage>',
        'the secrets of a deployed stage; AWS credentials and region as the AWS SDK finds them',
      ),
      several('--secret <file>', 'the text of a secret'),
      several('--key <file>', "a key of Alipay's, in any form"),
      several('--own-key <file>', 'a key of your own: was the request signed with it?'),
    ],
    'The URL:': [
      several('--url <url>', 'the one that is registered in the console'),
      option('--prefix <prefix>', 'PUBLIC_PATH_PREFIX of the receiver; by default as in the environment'),
      several('--path <path>', 'one of its PUBLIC_PATHS; by default as in the environment'),
    ],
    'The answer:': [
      option('--whole', 'the texts at full length, secret fields included'),
      option('--json', 'the whole diagnosis as JSON, a line for each message'),
    ],
  }
  verb.argument('[file]', 'the request in whatever form you have it; - or none is standard input', '-')
  for (const [title, options] of Object.entries(groups)) {
    for (const one of options) verb.addOption(one.helpGroup(title))
  }
  verb.addHelpText('after', examples)
}
