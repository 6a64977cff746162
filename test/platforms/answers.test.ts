import { describe, expect, it } from 'vitest'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import type { Platform } from '../../lib/protocol/platform.ts'

const platforms = [acquirer, antom, miniProgram, wallet, worldfirst]
const answersOf = ({ answers }: Platform) => Object.values(answers)
const codeAndStatus = ({ resultCode, resultStatus }: Platform['answers']['acknowledged']) =>
  `${resultCode}/${resultStatus}`

describe('the platforms', () => {
  it.each<[Platform, readonly string[], string, string, boolean, boolean]>([
    [acquirer, ['RSA256', 'ECC256'], 'seconds', 'seconds', false, true],
    [wallet, ['RSA256'], 'seconds', 'seconds', false, false],
    [antom, ['RSA256', 'ECC224'], 'milliseconds', 'seconds', false, true],
    [miniProgram, ['RSA256', 'ECC224'], 'milliseconds', 'milliseconds', false, false],
    [worldfirst, ['RSA256', 'ECC224'], 'seconds', 'seconds', true, false],
  ])(
    'follow the table of the overviews: $name',
    (platform, algorithms, requests, replies, contentType, agentToken) => {
      expect(platform.algorithms).toEqual(algorithms)
      expect(platform.requestTime).toBe(requests)
      expect(platform.responseTime).toBe(replies)
      expect(platform.contentTypeRequired).toBe(contentType)
      expect(platform.echoesAgentToken).toBe(agentToken)
    },
  )
})

describe('the law of answers', () => {
  it.each(platforms)('lets a receipt alone end the resends of $name', ({ answers }) => {
    expect(codeAndStatus(answers.acknowledged)).toBe('SUCCESS/S')
    expect(codeAndStatus(answers.sendAgain)).toBe('UNKNOWN_EXCEPTION/U')
  })

  it.each([acquirer, wallet, antom])('tells $name the documented refusals', ({ answers }) => {
    expect(codeAndStatus(answers.notGenuine)).toBe('INVALID_SIGNATURE/F')
    expect(codeAndStatus(answers.unknownClient)).toBe('INVALID_CLIENT/F')
  })

  it.each([miniProgram, worldfirst])('never tells $name F, which would end its resends', (platform) => {
    expect(answersOf(platform).map(({ resultStatus }) => resultStatus)).not.toContain('F')
    expect(codeAndStatus(platform.answers.notGenuine)).toBe('UNKNOWN_EXCEPTION/U')
    expect(codeAndStatus(platform.answers.unknownClient)).toBe('UNKNOWN_EXCEPTION/U')
  })

  it('acknowledges to Antom to the letter', () => {
    expect(JSON.stringify({ result: antom.answers.acknowledged })).toBe(
      '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}',
    )
  })

  it.each(platforms)('keeps within the lengths that $name documents', (platform) => {
    for (const { resultCode, resultMessage } of answersOf(platform)) {
      expect(resultCode).toMatch(/^[A-Z_]{1,64}$/)
      expect(resultMessage).toMatch(/^[\x20-\x7e]{1,256}$/)
    }
  })

  it.each(platforms)('says the same to $name of a forgery, whatever is wrong with it', ({ answers }) => {
    expect(answers.notGenuine.resultMessage).not.toMatch(/key|time|length|version/i)
  })
})
