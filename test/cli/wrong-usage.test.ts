import { expect, it } from 'vitest'
import { runLine } from './captured-terminal.ts'

it.each([
  [['send'], /^send what\?/],
  [['send', 'antm'], /did you mean antom\?$/],
  [['send', 'antom', 'notifyPaymnt'], /did you mean notifyPayment\?/],
  [['send', 'antom', 'notifyPayment', 'field'], /is no field/],
  [['send', '--list', 'antm'], /did you mean antom\?$/],
  [['chain', 'paymnt'], /did you mean payment\?$/],
  [['chain', 'payment', 'antm'], /did you mean antom\?$/],
  [['replay', 'calls.ndjson', '--as-recorded', '--fresh-ids'], /^--fresh-ids changes what was signed/],
  [['keys', 'generate', '--platform', 'antm'], /did you mean antom\?$/],
  [['keys', 'rotate', '--platform', 'antom'], /^say --local or --stage/],
])('a wrong command line ends with 2 and one line: %j', async (line, said) => {
  expect(await runLine(...line)).toEqual({ code: 2, out: [], err: [expect.stringMatching(said)] })
})

it.each([[['replay', '/nowhere'], /cannot be read/]])(
  'what cannot be done ends with 1: %j',
  async (line, said) => {
    expect(await runLine(...line)).toEqual({ code: 1, out: [], err: [expect.stringMatching(said)] })
  },
)
