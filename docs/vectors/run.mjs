// Tests an implementation in any language: node docs/vectors/run.mjs <command that answers one line for each line>
// What is asked and answered is in README.md beside this file. Ends with 1 where an answer differs.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { isDeepStrictEqual } from 'node:util'

const read = (file) => JSON.parse(readFileSync(new URL(`${file}.json`, import.meta.url), 'utf8'))
const messages = read('messages')
const cases = [
  ...[
    'signature-headers',
    'request-times',
    'requests',
    'replies',
    'reply-checks',
    'gateway-requests',
    'gateway-replies',
    'encrypted-bodies',
  ].flatMap((set) => read(set).cases.map(({ name, input, expected }) => ({ set, name, input, expected }))),
  ...['receipt-keys', 'operation-keys'].flatMap((set) =>
    Object.entries(read(set)).map(([name, expected]) => ({
      set,
      name,
      input: { name, message: messages[name] },
      expected,
    })),
  ),
]

const [command, ...args] = process.argv.slice(2)
const tested = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
tested.stdin.end(cases.map(({ set, input }) => `${JSON.stringify({ set, input })}\n`).join(''))
const answers = []
for await (const line of createInterface(tested.stdout)) answers.push(JSON.parse(line))

// A refusal need not give its reason.
const isRight = ({ answer, expected }) =>
  isDeepStrictEqual(answer?.verdict === 'refused' ? { ...expected, ...answer } : answer, expected)

const tried = cases
  .map((one, index) => ({ ...one, answer: answers[index] }))
  .filter(({ answer }) => answer !== 'skip')
const wrong = tried.filter((one) => !isRight(one))
for (const { set, name, answer, expected } of wrong)
  console.log(`${set}: ${name}\n  expected ${JSON.stringify(expected)}\n  answered ${JSON.stringify(answer)}`)
const skipped = cases.length - tried.length
console.log(`${tried.length - wrong.length} as expected, ${wrong.length} wrong, ${skipped} skipped`)
process.exitCode = wrong.length > 0 || tried.length === 0 ? 1 : 0
