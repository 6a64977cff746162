// Tests an implementation in any language: node docs/vectors/run.mjs <command that answers one line for each line>
// What is asked and answered is in README.md beside this file. Ends with 1 where an answer differs.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { isDeepStrictEqual } from 'node:util'

const read = (file) => JSON.parse(readFileSync(new URL(`${file}.json`, import.meta.url), 'utf8'))
const headers = read('signature-headers')
const times = read('request-times')
const messages = read('messages')
const named = (keys) =>
  Object.entries(keys).map(([name, expected]) => ({
    name,
    input: { name, message: messages[name] },
    expected,
  }))
const whole = ({ name, expected, signedTextBase64, ...input }) => ({ name, input, expected })

// A refusal need not give its reason.
const completed = (answer, expected) => (answer?.verdict === 'refused' ? { ...expected, ...answer } : answer)

const sets = {
  'signature-headers': [
    ...headers.taken.map(({ name, header, ...read }) => ({
      name,
      input: header,
      expected: { ...read, signature: headers.signature },
    })),
    ...headers.refused.map(({ name, header }) => ({ name, input: header, expected: null })),
  ],
  'request-times': [
    ...times.parsed.map(({ name, text, epochMs }) => ({ name, input: text, expected: { epochMs } })),
    ...times.unparsed.map(({ name, text }) => ({ name, input: text, expected: { epochMs: null } })),
    ...times.illegal.map(({ name, text }) => ({ name, input: text, expected: null })),
  ],
  requests: read('requests').cases.map(whole),
  replies: read('replies').cases.map(whole),
  'reply-checks': read('replies').checks.map(whole),
  'receipt-keys': named(read('receipt-keys')),
  'operation-keys': named(read('operation-keys')),
}

const cases = Object.entries(sets).flatMap(([set, all]) => all.map((one) => ({ set, ...one })))
const [command, ...args] = process.argv.slice(2)
const tested = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
tested.stdin.end(cases.map(({ set, input }) => `${JSON.stringify({ set, input })}\n`).join(''))
const answers = []
for await (const line of createInterface(tested.stdout)) answers.push(JSON.parse(line))

const results = cases.map((one, index) => ({ ...one, answer: answers[index] }))
const tried = results.filter(({ answer }) => answer !== 'skip')
const wrong = tried.filter(
  ({ answer, expected }) => !isDeepStrictEqual(completed(answer, expected), expected),
)
for (const { set, name, answer, expected } of wrong)
  console.log(`${set}: ${name}\n  expected ${JSON.stringify(expected)}\n  answered ${JSON.stringify(answer)}`)
console.log(
  `${tried.length - wrong.length} as expected, ${wrong.length} wrong, ${results.length - tried.length} skipped`,
)
process.exitCode = wrong.length > 0 || tried.length === 0 ? 1 : 0
