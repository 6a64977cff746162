import { verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signReply } from '../../lib/protocol/sign-reply.ts'
import { describePair, makePairs } from './sender.ts'

const reply = {
  uri: '/antom/notify',
  clientId: 'CLIENT_1',
  time: '2026-11-21T02:00:30Z',
  body: '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"réussi"}}',
}

describe.each(makePairs().map((pair) => [describePair(pair), pair] as const))(
  'a reply signed with %s',
  (_, pair) => {
    it('carries a signature over the URI of the request, the time and the body', async () => {
      const headers = await signReply(reply, pair.signing)
      const { algorithm, hash, encoding, key } = pair.verifying
      const [, value = ''] =
        new RegExp(`^algorithm=${algorithm},keyVersion=1,signature=([^=]+)$`).exec(headers.Signature ?? '') ??
        []
      const text = Buffer.from(`POST ${reply.uri}\n${reply.clientId}.${reply.time}.${reply.body}`)
      const dsaEncoding = encoding === 'raw' ? 'ieee-p1363' : 'der'
      expect(verify(hash, text, { key, dsaEncoding }, Buffer.from(decodeURIComponent(value), 'base64'))).toBe(
        true,
      )
    })

    it('carries the other headers that the documents ask for', async () => {
      const { Signature, ...others } = await signReply(reply, pair.signing)
      expect(others).toEqual({
        'Client-Id': 'CLIENT_1',
        'Response-Time': '2026-11-21T02:00:30Z',
        'Content-Type': 'application/json; charset=UTF-8',
      })
    })

    it('carries the Agent-Token that it is given', async () => {
      expect(await signReply({ ...reply, agentToken: 'TOKEN' }, pair.signing)).toMatchObject({
        'Agent-Token': 'TOKEN',
      })
    })
  },
)
