import { describe, expect, it } from 'vitest'
import { toItem } from '../../lib/adapters/receipt-item.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import type { SignedRequest } from '../../tools/alipay/signed-request.ts'
import { openNotificationFunction } from '../edge/notification-function.ts'
import { newClient, secretOf } from '../support/request/new-client.ts'
import { receipt } from '../support/request/receipt.ts'
import { ORIGIN, openWorkplace } from './workplace.ts'

const workplace = openWorkplace()
const { write, explain, diagnose, signed } = workplace
const receiver = openNotificationFunction(antom)
const secret = write('antom-of-the-function.json', receiver.secret)
const body = JSON.stringify(JSON.parse(freshNotification('antom', 'x1')))

/** What the function logs of a request, as CloudWatch has it. */
async function logged(request: SignedRequest) {
  await receiver.post(request, 4_000, { requestId: 'request-1' })
  const { level, message, line } = receiver.logs.at(-1) ?? {}
  return JSON.stringify({ level, message, timestamp: '2026-11-21T02:00:31.000Z', ...line })
}

const changed = (request: SignedRequest, text: string) => ({ ...request, body: Buffer.from(text) })

describe('a line of the log', async () => {
  const reserialised = write(
    'line.json',
    await logged(changed(receiver.sign(body), JSON.stringify(JSON.parse(body), null, 2))),
  )
  const sent = write('sent.json', body)

  it('shows with the body that was sent how it was changed on its way', async () => {
    const { code, found } = await diagnose(reserialised, '--secret', secret, '--body', sent)
    expect(code).toBe(1)
    expect(found).toMatchObject([
      { verdict: 'EXPLAINED', reason: 'signature-mismatch', causes: [{ name: 'json-compact' }] },
    ])
    const { out } = await explain([reserialised, '--secret', secret, '--body', sent])
    expect(out.find((line) => line.startsWith('  signed '))).toContain('{"notifyType"')
    expect(out.find((line) => line.startsWith('  received '))).toContain('{␊··"notifyType"')
  })

  it('alone cannot say why, and says what is missing', async () => {
    const { code, out } = await explain([reserialised, '--secret', secret])
    expect([code, out[0]]).toEqual([1, 'NOT VALID, and without its body nobody can say why'])
    expect(out.join('\n')).toMatch(/that leaves .*give the one that was sent with --body/)
  })

  it('says how to explain the whole request where that is kept', async () => {
    const id = 'ab'.repeat(32)
    const line = JSON.stringify({
      ...JSON.parse(await logged(receiver.sign(body, { uri: '/elsewhere' }))),
      kept: id,
    })
    const [{ leaves }] = (await diagnose(write('kept.json', line), '--secret', secret)).found
    expect(leaves[0]).toContain(`refused explain --local ${id}`)
    expect(leaves.join()).not.toContain('KEEP_REFUSED_HOURS')
    const odd = line.replace(id, '$(reboot)')
    const [other] = (await diagnose(write('odd.json', odd), '--secret', secret, '--body', sent)).found
    expect(other.leaves.join()).not.toContain('reboot')
    expect(other.leaves.at(-1)).toMatch(/^A line of the log has no signature: /)
  })

  it('says so where the body is the one that came, and where it is another', async () => {
    const same = write('same.json', JSON.stringify(JSON.parse(body), null, 2))
    const [diagnosis] = (await diagnose(reserialised, '--secret', secret, '--body', same)).found
    expect(diagnosis.ruledOut).toContain('The body: the one that was sent is the one that came.')
    const other = write('other.json', '{"a":1}')
    expect((await diagnose(reserialised, '--secret', secret, '--body', other)).found[0].causes).toMatchObject(
      [{ name: 'body-another' }],
    )
  })

  it('says which of the known keys was tried, and which was not', async () => {
    const other = newClient(ORIGIN, 'CLIENT_1')
    const key = write('other.pem', other.verifying.key)
    const [{ leaves }] = (await diagnose(reserialised, '--secret', secret, '--key', key)).found
    expect(leaves).toContainEqual(
      expect.stringMatching(/^Alipay's key 1 of CLIENT_1 \(antom, .*\) was tried/),
    )
    expect(leaves).toContainEqual(
      expect.stringMatching(
        /^Alipay's key \(.*other\.pem.*\) was not tried: the receiver had 1 [0-9a-f]{16}\.$/,
      ),
    )
  })

  it('compares the URL that is registered with those that were tried', async () => {
    const url = `${ORIGIN}/prod/antom/notify/notifyPayment`
    const [{ causes }] = (await diagnose(reserialised, '--secret', secret, '--url', url)).found
    expect(causes).toMatchObject([{ name: 'registered-path-not-tried', setting: 'PUBLIC_PATH_PREFIX=/prod' }])
    const [{ ruledOut }] = (
      await diagnose(reserialised, '--secret', secret, '--url', `${ORIGIN}/antom/notify/notifyPayment`)
    ).found
    expect(ruledOut).toContain('The URL: its path was tried.')
  })

  it('of another reason is explained by that', async () => {
    const request = receiver.sign(body)
    const nameless = { ...request, headers: request.headers.filter(([name]) => name !== 'Signature') }
    const { found } = await diagnose(write('missing.json', await logged(nameless)), '--secret', secret)
    expect(found).toMatchObject([{ verdict: 'EXPLAINED', causes: [{ name: 'signature-missing' }] }])
  })

  it('is found among others, and within what CloudWatch puts around it', async () => {
    const line = await logged(receiver.sign(body, { uri: '/elsewhere' }))
    const accepted = await logged(receiver.sign(body))
    const ndjson = write(
      'log.ndjson',
      [accepted, line, '{"not":"ours"}', 'START RequestId: 1', line].join('\n'),
    )
    expect((await diagnose(ndjson, '--secret', secret)).found).toHaveLength(2)
    const insights = write('insights.json', JSON.stringify([{ '@timestamp': 'x', '@message': line }]))
    expect((await diagnose(insights, '--secret', secret)).found).toHaveLength(1)
  })
})

describe('an item of a table', () => {
  const one = signed(body)
  const proof = Object.fromEntries(
    one.headers
      .map(([name, value]) => [name.toLowerCase(), value])
      .filter(([name]) => name !== 'host' && name !== 'content-type'),
  )
  const kept = receipt({ uri: one.target, proof, body: one.body, receivedAt: one.receivedAt })
  const asJson = (item: object) =>
    JSON.stringify({ Item: item }, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('base64') : value,
    )

  it('that is a receipt is VALID, packed or not', async () => {
    expect((await explain([write('receipt.json', asJson(toItem(kept)))])).code).toBe(0)
    const long = signed(`{"a":"${'x'.repeat(400_000)}"}`)
    const large = toItem({ ...kept, body: long.body, proof: { ...proof, ...headersOf(long) } })
    expect(large.packed).toBeDefined()
    expect((await explain([write('packed.json', asJson(large))])).code).toBe(0)
  })

  function headersOf({ headers }: typeof one) {
    return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
  }

  it('that is a receipt as the console shows it, without types', async () => {
    const { uri, receivedAt } = kept
    const plain = { pk: kept.subjectKey, uri, proof, receivedAt, body: one.body.toString('base64') }
    expect((await explain([write('plain.json', JSON.stringify(plain))])).code).toBe(0)
  })

  it('that was erased cannot be verified, and it is said', async () => {
    const erased = toItem({ ...kept, body: Buffer.alloc(0), erased: { at: '2026', digest: 'd' } })
    const { code, out } = await explain([write('erased.json', asJson(erased))])
    expect([code, out.join()]).toEqual([
      1,
      expect.stringContaining('an operator erased what the message says'),
    ])
  })

  it('that is torn is said to be', async () => {
    const torn = { ...toItem(kept), packed: { S: 'gzip' } }
    expect((await explain([write('torn.json', asJson(torn))])).out.join()).toContain('cannot be unpacked')
  })
})

it('a secret of the receiver is never among what is shown', async () => {
  const file = write('secret-antom.json', secretOf(JSON.parse(receiver.secret).clients))
  const { out, err } = await explain([
    write('line-2.json', await logged(receiver.sign(body, { uri: '/x' }))),
    '--secret',
    file,
    '--whole',
  ])
  expect([...out, ...err].join()).not.toMatch(/bearer-token-canary|PRIVATE KEY/)
})
