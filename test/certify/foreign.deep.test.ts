import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Finding, Report } from '../../tools/certify/report.ts'
import { freePort } from '../../tools/loopback/ports.ts'
import { runOnTerminal } from '../../tools/recording/pseudo-terminal.ts'
import { textOf } from '../../tools/recording/screen.ts'
import { hasScript } from '../recording/has-script.ts'

const program = join(import.meta.dirname, '../../tools/cli.ts')
const wallet = join(import.meta.dirname, 'wallet.py')
const hasPython = spawnSync('python3', ['--version']).status === 0
const bearer = 'a-token-that-the-wallet-knows'

/** A wallet in another language, on its port; what starts it again, and a folder for the files of the run. */
async function startWallet() {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-receiver-'))
  const port = String(await freePort())
  const children: ChildProcess[] = []
  onTestFinished(() => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(dir, { recursive: true })
  })
  const child = spawn('python3', [wallet, port, bearer])
  children.push(child)
  await once(child.stdout, 'data')
  const credential = join(dir, 'backend.json')
  writeFileSync(credential, JSON.stringify({ bearer }))
  return { dir, port, pid: child.pid, url: `http://127.0.0.1:${port}`, credential }
}

/** As a user runs it. */
async function certify(...args: readonly string[]) {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [program, 'certify', ...args], { env: { PATH, HOME } })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { out, err, code }
}

const of = ({ findings }: Report, outcome: Finding['outcome']) =>
  findings.filter((finding) => finding.outcome === outcome)

describe.skipIf(!hasPython)('a wallet in Python, of some forty lines,', () => {
  it('keeps what it claims to serve; what it does not know is skipped, and said so', async () => {
    const { url, credential, dir } = await startWallet()
    const page = join(dir, 'report.html')
    const { out, err, code } = await certify(url, '--credential', credential, '--json', '--page', page)
    const report: Report = JSON.parse(out)
    expect(of(report, 'broken').map(({ name, why }) => `${name}: ${why}`)).toEqual([])
    expect(code).toBe(0)
    expect(report.served.map((path) => path.slice('wallet/'.length)).sort()).toEqual([
      'cancelPayment',
      'inquiryPayment',
      'pay',
      'refund',
    ])
    expect(report.unserved).toContainEqual({
      api: 'wallet/registration',
      why: 'your backend does not know it: HTTP 404',
    })
    expect(new Set(of(report, 'ok').map(({ rule }) => rule)).size).toBe(8)
    expect(readFileSync(page, 'utf8')).toContain('All rules that were seen are kept')
    expect(err).toContain(page)
    expect(out + err).not.toContain(bearer)
  }, 120_000)

  it('that has forgotten everything after a restart is found', async () => {
    const { url, credential, port, pid } = await startWallet()
    const again = `kill -9 ${pid}; (exec python3 ${wallet} ${port} ${bearer} >/dev/null 2>&1 & echo $! > ${credential}.pid)`
    onTestFinished(() => void process.kill(Number(readFileSync(`${credential}.pid`, 'utf8')), 'SIGKILL'))
    const only = ['--rules', 'one-effect', '--apis', 'pay,inquiryPayment']
    const args = ['--credential', credential, ...only, '--restart-command', again]
    const { out, code } = await certify(url, ...args)
    expect(code).toBe(1)
    expect(out).toContain('what was answered before a restart of yours is the same after it')
    expect(out).toContain('what was S before the restart is unknown after it')
    expect(out).toContain('POST /wallet/pay  key ')
  }, 120_000)

  it.skipIf(!hasScript())(
    'whose restart is asked for on a screen, and not done, ends it in one line',
    async () => {
      const { url, credential, dir } = await startWallet()
      const args = ['--credential', credential, '--rules', 'one-effect', '--apis', 'pay,inquiryPayment']
      const { PATH, HOME } = process.env
      const running = runOnTerminal([process.execPath, program, 'certify', url, ...args], {
        cwd: dir,
        env: { PATH, HOME, TERM: 'xterm' },
        columns: 100,
      })
      await running.until(/^Restart your backend now, as a crash would; then press Enter\./, 0, 60_000)
      running.interrupt()
      expect(await running.ended).toBe(1)
      expect(running.lines().map(textOf).slice(-2)).toEqual([
        expect.stringMatching(/^Restart your backend now/),
        'it ends here, without a report: --restart-command restarts your backend and asks nothing',
      ])
    },
    120_000,
  )

  it('that does not know the credential is one line', async () => {
    const { url } = await startWallet()
    const { out, err, code } = await certify(url)
    expect({ out, code }).toEqual({ out: '', code: 1 })
    expect(err).toBe(
      'wallet/pay with the test data was answered HTTP 401: name what your backend is shown by --credential and --client-id\n',
    )
  }, 60_000)
})

it('nobody who answers is one line', async () => {
  const { err, code } = await certify(`http://127.0.0.1:${await freePort()}`)
  expect(err).toMatch(/^nothing answers at http:\S+ \(ECONNREFUSED\): is your backend running\?\n$/)
  expect(code).toBe(1)
}, 60_000)
