import { expect, it, onTestFinished } from 'vitest'
import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { isNotifier } from '../../tools/alipay/sender.ts'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { openLocalFiles } from '../../tools/local/local-files.ts'
import { prepareSenders } from '../../tools/local/prepare-senders.ts'
import { startDoctor } from '../../tools/watch/doctor.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { callOf } from './call.ts'

async function open() {
  const files = openLocalFiles(temporaryFolder())
  const platforms = [{ platform: 'antom', takesNotifications: true, takesCommands: false }]
  const { antom } = await prepareSenders(files, platforms, 'http://127.0.0.1:3000')
  if (!isNotifier(antom)) throw new Error('antom notifies')
  const doctor = startDoctor({ dir: files.dir, publicPaths: { prefix: '', paths: [] } })
  onTestFinished(doctor.close)
  return {
    doctor,
    callWith: (end: string) => {
      const { target, headers, body } = signRequest(antom, freshNotification('antom', 'doctor').trim())
      return callOf({ target, headers, body: Buffer.from(`${body}${end}`) })
    },
  }
}

it('says why a call is refused, once for what is the same to the last byte', async () => {
  const { doctor, callWith } = await open()
  const call = callWith('\n')
  const word = doctor.ask(call)
  expect(doctor.ask({ ...call, requestId: 'r2', at: call.at + 1 })).toBe(word)
  expect(doctor.ask({ ...call, target: `${call.target}/` })).not.toBe(word)
  expect(await word).toMatch(/a newline was added to the end of the body after it was signed/)
})

it('says that a call holds by now, where the keys were changed after it was refused', async () => {
  const { doctor, callWith } = await open()
  expect(await doctor.ask(callWith(''))).toMatch(/^with the keys as they are now it holds/)
})

it('lets a few wait and no more, and none for ever', async () => {
  const { doctor, callWith } = await open()
  const words = Array.from({ length: 20 }, (_, n) => doctor.ask(callWith('\n'.repeat(n + 1))))
  await doctor.close()
  expect(await Promise.all(words)).toEqual(Array(20).fill(undefined))
})

it('has nothing to say of a body that was not read', async () => {
  const { doctor } = await open()
  expect(await doctor.ask(callOf({ body: undefined }))).toBe(undefined)
})
