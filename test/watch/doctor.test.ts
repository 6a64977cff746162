import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { isNotifier } from '../../tools/alipay/sender.ts'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { writeWhole } from '../../tools/local/files.ts'
import { openLocalFiles } from '../../tools/local/local-files.ts'
import { prepareSenders } from '../../tools/local/prepare-senders.ts'
import { startDoctor } from '../../tools/watch/doctor.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { callOf } from './call.ts'

const unreported = (line: string) => expect.unreachable(line)

async function open() {
  const files = openLocalFiles(temporaryFolder())
  const platforms = [{ platform: 'antom', takesNotifications: true, takesCommands: false }]
  const { antom } = await prepareSenders(files, platforms, 'http://127.0.0.1:3000')
  if (!isNotifier(antom)) throw new Error('antom notifies')
  const doctor = startDoctor({ dir: files.dir, publicPaths: { prefix: '', paths: [] } }, unreported)
  onTestFinished(doctor.close)
  return {
    doctor,
    files,
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

it('says what is wrong with the secret, where that leaves no key to check with', async () => {
  const { doctor, files, callWith } = await open()
  const call = callWith('\n')
  const file = join(files.secrets, 'antom.json')
  const secret = JSON.parse(readFileSync(file, 'utf8'))
  secret.clients.LOCAL_ANTOM.signing[0].key = 'half'
  writeWhole(file, JSON.stringify(secret))
  expect(await doctor.ask(call)).toMatch(
    /^secrets\/antom\.json: antom clients\.LOCAL_ANTOM\.signing\[0\]\.key: is .*\(paste the key whole\)/,
  )
  writeWhole(file, '{')
  expect(await doctor.ask({ ...call, target: `${call.target}/` })).toMatch(
    /^secrets\/antom\.json: antom: is not JSON \(line 1/,
  )
})

it('lets those wait that come faster than it works, and says why of each', async () => {
  const { doctor, callWith } = await open()
  const { headers, ...call } = callWith('\n')
  const words = Array.from({ length: 20 }, (_, n) =>
    doctor.ask({ ...call, headers: [...headers, ['Number', `${n}`]] }),
  )
  expect((await Promise.all(words)).filter((word) => !word?.includes('newline'))).toEqual([])
})

it('lets a few wait and no more, and none for ever', async () => {
  const { doctor, callWith } = await open()
  const words = Array.from({ length: 80 }, (_, n) => doctor.ask(callWith('\n'.repeat(n + 1))))
  await doctor.close()
  expect(await Promise.all(words)).toEqual(Array(80).fill(undefined))
  expect(await doctor.ask(callWith('late'))).toBe(undefined)
})

it('has nothing to say of a body that was not read', async () => {
  const { doctor } = await open()
  expect(await doctor.ask(callOf({ body: undefined }))).toBe(undefined)
})
