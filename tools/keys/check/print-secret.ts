import { fingerprintOf, shortFingerprintOf } from '../../../lib/protocol/fingerprint.ts'
import { quote } from '../../../lib/protocol/quote.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { describeKey } from '../public-half.ts'
import type { SecretAtHand } from '../secrets/at-hand.ts'
import { type EntryView, viewSecret } from '../secrets/secret-view.ts'

/** A secret as `--json` shows it: no key of it, only the fingerprints of the public halves. */
export function reportSecret({ platform, source, texts }: SecretAtHand) {
  const { clients, problems } = viewSecret(texts, platform)
  return {
    source,
    platform: platform.name,
    clients: clients.map(({ clientId, usable, signing, verifying, gateway }) => ({
      clientId,
      usable,
      signing: signing.map(reportEntry),
      verifying: verifying.map(reportEntry),
      ...(gateway && { gateway }),
    })),
    problems,
  }
}

function reportEntry({ version, signs, publicKey }: EntryView) {
  return {
    version,
    signs,
    ...(publicKey && { kind: describeKey(publicKey), fingerprint: fingerprintOf(publicKey) }),
  }
}

/** Shows the clients, their keys by version and fingerprint, and everything that the receiver has against them. */
export function printSecret(terminal: Terminal, { platform, source, texts }: SecretAtHand): void {
  const { print, paint } = terminal
  const { clients, problems } = viewSecret(texts, platform)
  print(paint('heading', `${platform.name}: ${quote(source)}`))
  for (const { clientId, signing, verifying, usable, gateway } of clients) {
    print(`  ${quote(clientId)}${usable ? '' : paint('bad', '  cannot be used')}`)
    for (const entry of signing) print(`    ${'yours'.padEnd(9)}${describeEntry(entry)}`)
    for (const entry of verifying) print(`    ${"Alipay's".padEnd(9)}${describeEntry(entry)}`)
    if (gateway) print(`    ${'gateway'.padEnd(9)}${quote(gateway)}`)
  }
  for (const { path, message } of problems) print(`  ${paint('bad', 'wrong')}  ${path}: ${message}`)
  if (problems.length === 0) print(`  ${paint('good', 'the receiver has nothing against it')}`)
  else print('  what to do about each line: docs/troubleshoot.md#lines-about-a-secret')
}

function describeEntry({ version, signs, publicKey }: EntryView): string {
  const key = publicKey ? `${shortFingerprintOf(publicKey)}  ${describeKey(publicKey)}` : 'cannot be read'
  return `version ${quote(version)}  ${key}${signs ? ', signs' : ''}`
}
