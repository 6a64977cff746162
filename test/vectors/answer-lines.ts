import { createInterface } from 'node:readline'
import { answers } from './answer.ts'

/** What docs/vectors/run.mjs talks to: a line with a question, a line with our answer. */
for await (const line of createInterface(process.stdin)) {
  const { set, input } = JSON.parse(line)
  const answer = await answers[set as keyof typeof answers](input as never)
  console.log(JSON.stringify(answer))
}
