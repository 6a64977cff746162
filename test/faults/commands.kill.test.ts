import { expect, it, onTestFinished } from 'vitest'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import { startDynoxide } from '../../tools/dynamodb/dynoxide.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { readDemoLedger } from '../support/demo-ledger.ts'
import { callsOf, startFaultProxy, type Which } from '../support/fault-proxy.ts'
import { type HeldCall, holdAnswer, holdRequest } from '../support/held-call.ts'
import { claimsOf, settlementsOf } from '../support/journal-calls.ts'
import { environmentIn, killGroup, senderIn, startReceiver } from '../support/receiver-process.ts'
import { sendCommand, succeeded } from './command.ts'

it.each<[string, () => HeldCall, Which]>([
  ['after it was claimed', holdAnswer, claimsOf('act')],
  ['before the backend acted', holdRequest, callsOf('TransactWriteItems')],
  ['after the backend acted', holdAnswer, callsOf('TransactWriteItems')],
  ['before its outcome was recorded', holdRequest, settlementsOf('act')],
  ['after its outcome was recorded', holdAnswer, settlementsOf('act')],
])(
  'a pay that kill -9 meets %s moves the money once, and is told S when it is sent again',
  async (_, hold, which) => {
    const dynamoDB = await startDynoxide(':memory:')
    onTestFinished(dynamoDB.stop)
    const proxy = await startFaultProxy(() => dynamoDB.url)
    onTestFinished(proxy.close)
    const env = { AWS_ENDPOINT_URL_DYNAMODB: proxy.url }
    const dir = temporaryFolder()
    const body = freshCommand('wallet', 'pay', 'killed')

    const first = await startReceiver(dir, env)
    const { fate, reached } = hold()
    proxy.befall(which, fate)
    const answer = sendCommand(senderIn(dir), 'wallet', 'pay', body).catch(() => undefined)
    await reached
    await killGroup(first)
    expect(await answer).toBeUndefined()
    proxy.calm()

    await startReceiver(dir, env)
    expect(await sendCommand(senderIn(dir), 'wallet', 'pay', body)).toMatchObject(succeeded)
    expect(await sendCommand(senderIn(dir), 'wallet', 'pay', body)).toMatchObject(succeeded)
    const { accounts, surplus } = await readDemoLedger(environmentIn(dir))
    expect(accounts.map(({ balance }) => balance.value)).toEqual(['990000'])
    expect(surplus).toEqual([])
  },
)
