import { describe, expect, it } from 'vitest'
import { examine, exhibitOf, makeWorld } from './world.ts'

const { alipay, known } = makeWorld()
const ofAnotherHost = exhibitOf({ pair: alipay, uri: 'https://pay.shop.example/antom/notify' })

describe('where no known cause explains it', () => {
  it('another URL is the first of what it leaves, and --url finds it', () => {
    const { verdict, leaves, ruledOut } = examine(ofAnotherHost, known)
    expect(verdict).toBe('UNEXPLAINED')
    expect(leaves[0]).toMatch(/^Another URL .*--url/)
    expect(ruledOut.join(' ')).toContain('the hosts that the message names')
    const registeredUrls = ['https://pay.shop.example/antom/notify']
    expect(examine(ofAnotherHost, known, { registeredUrls }).causes).toMatchObject([
      { name: 'full-url-signed' },
    ])
  })

  it('no URL is asked for where one was given', () => {
    const registeredUrls = ['https://pay.example.com/antom/notify']
    const { leaves } = examine(ofAnotherHost, known, { registeredUrls })
    expect(leaves.join(' ')).not.toContain('--url')
  })

  it('what was tried alone is not said to be ruled out beside another', () => {
    const exhibit = exhibitOf({ pair: alipay, uri: '/prod/antom/notify', time: '2026-11-21T02:00:28Z' })
    const { verdict, ruledOut } = examine(exhibit, known)
    expect(verdict).toBe('UNEXPLAINED')
    expect(ruledOut.join(' ')).toMatch(/another time within the hour, was tried alone/)
  })

  it('another time of the same hour is found', () => {
    const { causes } = examine(exhibitOf({ pair: alipay, time: '2026-11-21T01:20:30Z' }), known)
    expect(causes).toMatchObject([{ name: 'time-rewritten' }])
  })
})
