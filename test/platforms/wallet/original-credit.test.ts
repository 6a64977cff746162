import { describe, expect, it } from 'vitest'
import { commandApiOf, readCommand } from '../../support/command-samples.ts'

const names = ['inquireOriginalCredit', 'confirmOriginalCredit']

describe.each(names)('%s', (name) => {
  it.each(['originalCreditRequestId', 'originalCreditId'])('is content with %s alone', (id) => {
    expect(readCommand('wallet', name, JSON.stringify({ [id]: 'oct-1' }))).toMatchObject({ kind: 'command' })
  })

  it.each(['{"pspId":"1"}', '{"originalCreditRequestId":"","originalCreditId":null}'])(
    'is refused where it names neither: %s',
    (body) => {
      expect(readCommand('wallet', name, body)).toEqual({
        kind: 'illegal',
        api: commandApiOf('wallet', name),
        field: 'originalCreditRequestId',
      })
    },
  )
})
