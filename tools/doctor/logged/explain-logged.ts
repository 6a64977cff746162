import { shortFingerprintOf } from '../../../lib/protocol/fingerprint.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { quote } from '../../../lib/protocol/quote.ts'
import { type RefusalReason, refusalReasons } from '../../../lib/protocol/refusal.ts'
import type { Cause } from '../diagnosis.ts'
import type { Exhibit } from '../exhibit.ts'
import { platforms } from '../known/platforms.ts'
import { describeKey, isSameKey, type KnownKey, type KnownKeys } from '../known-keys.ts'
import type { Logged } from '../read/found.ts'
import { placeOf } from '../read/urls.ts'
import { refusalCause } from '../refusal-causes.ts'
import type { Explanation } from '../render/explanation.ts'
import { compareWithDigest } from './body-that-came.ts'

/** What each comparison adds to the explanation. */
interface Finding {
  readonly causes?: readonly Cause[]
  readonly ruledOut?: readonly string[]
  readonly leaves?: readonly string[]
  readonly sent?: Buffer | undefined
  readonly came?: Buffer | undefined
}

/**
 * A line of the log has no signature, by design: what it has is compared with what the sender says, with the keys that are
 * known, and with the URLs that are registered. Never says VALID.
 */
export function explainLogged(
  exhibit: Exhibit,
  logged: Logged,
  known: KnownKeys,
  registeredUrls: readonly string[],
): Explanation {
  const platform = platforms.find(({ name }) => name === logged.platform)?.name ?? 'antom'
  const reason = refusalReasons.find((one) => one === logged.reason)
  const findings = [
    refusalFinding(reason, logged, platform, known),
    ...(reason === 'signature-mismatch'
      ? [bodyFinding(exhibit), keyFinding(logged, exhibit, known), urlFinding(logged, registeredUrls)]
      : []),
  ]
  const causes = findings.flatMap(({ causes = [] }) => causes)
  const { sent, came } = findings.find((finding) => finding.came) ?? {}
  return {
    exhibit,
    what: undefined,
    remarks: [],
    diagnosis: {
      verdict: causes.length > 0 ? 'EXPLAINED' : 'UNEXPLAINED',
      isGenuine: false,
      platform,
      ...(reason && { reason }),
      causes,
      key: { kind: 'silent', tried: triedOf(logged, exhibit, known) },
      ...(came && { receivedText: came }),
      ...(sent && { signedText: sent }),
      ruledOut: findings.flatMap(({ ruledOut = [] }) => ruledOut),
      leaves: [
        ...(logged.kept === undefined ? [] : [keptWhole(logged.kept)]),
        ...findings.flatMap(({ leaves = [] }) => leaves),
        ...(causes.length > 0 || logged.kept !== undefined ? [] : [keepWhole(exhibit)]),
      ],
      texts: 0,
      remarks: [],
    },
  }
}

function keptWhole(id: string): string {
  return `The whole request is kept: npm run alipay -- refused explain --local ${id} (or --stage <stage>).`
}

function keepWhole({ body }: Exhibit): string {
  const missing = body === undefined ? 'no signature and no body' : 'no signature'
  return `A line of the log has ${missing}: have the request kept whole (KEEP_REFUSED_HOURS), and explain that.`
}

function refusalFinding(
  reason: RefusalReason | undefined,
  { evidence }: Logged,
  platform: PlatformName,
  { rings }: KnownKeys,
): Finding {
  const ring = rings.get(platform) ?? { client: () => undefined, size: 0 }
  const cause = reason && refusalCause({ reason, evidence: quote(evidence), tried: [] }, platform, ring)
  return cause ? { causes: [cause] } : {}
}

/** The body that was sent stands in the place of the one that came, which the log does not have. */
function bodyFinding({ body: sent, bodySha256 }: Exhibit): Finding {
  if (bodySha256 === undefined) return {}
  if (!sent)
    return {
      leaves: [`The body, whose SHA-256 was ${quote(bodySha256)}: give the one that was sent with --body.`],
    }
  const { isSame, came, cause } = compareWithDigest(sent, bodySha256)
  if (isSame) return { ruledOut: ['The body: the one that was sent is the one that came.'] }
  if (came && cause) return { causes: [cause], sent, came }
  const another: Cause = {
    name: 'body-another',
    what: 'the body that was sent is not the one that came, whose SHA-256 is another',
    change:
      'compare the bytes where they leave the sender with those before the receiver: something between writes them anew',
    where: 'proxy',
  }
  return { causes: [another] }
}

function keyFinding(logged: Logged, exhibit: Exhibit, known: KnownKeys): Finding {
  const tried = triedOf(logged, exhibit, known)
  const others = known.keys.filter(
    (key) =>
      key.owner === 'alipay' && isOf(key, exhibit) && !tried.some((one) => isSameKey(one.key, key.key)),
  )
  return {
    leaves: [
      ...tried.map((key) => `${describeKey(key)} was tried: is it the one that the console shows?`),
      ...others.map(
        (key) =>
          `${describeKey(key)} was not tried: the receiver had ${logged.keysTried.map(quote).join(', ')}.`,
      ),
    ],
  }
}

/** The known keys that the receiver had tried. */
function triedOf({ keysTried }: Logged, exhibit: Exhibit, { keys }: KnownKeys): readonly KnownKey[] {
  const fingerprints = keysTried.map((tried) => tried.split(' ').at(-1))
  const tried = keys.filter((key) => isOf(key, exhibit) && fingerprints.includes(shortFingerprintOf(key.key)))
  return tried.filter(({ key }, index) => tried.findIndex((other) => isSameKey(other.key, key)) === index)
}

/** A key that came alone may be anybody's. */
function isOf({ clientId }: KnownKey, { headers }: Exhibit): boolean {
  return clientId === undefined || clientId === headers.get('client-id')
}

function urlFinding({ urisTried }: Logged, registeredUrls: readonly string[]): Finding {
  const paths = registeredUrls.flatMap((url) => placeOf(url)?.target.split('?', 1) ?? [])
  const missing = paths.filter((path) => !urisTried.includes(path))
  if (missing.length === 0) {
    return paths.length > 0
      ? { ruledOut: ['The URL: its path was tried.'] }
      : { leaves: [`The path: was one of these signed? ${urisTried.map(quote).join(', ')}`] }
  }
  return { causes: missing.map((path) => notTried(path, urisTried)) }
}

function notTried(path: string, urisTried: readonly string[]): Cause {
  const cut = urisTried.find((uri) => path.endsWith(uri))
  const setting =
    cut === undefined
      ? `PUBLIC_PATHS=${path}`
      : `PUBLIC_PATH_PREFIX=${path.slice(0, path.length - cut.length)}`
  return {
    name: 'registered-path-not-tried',
    what: `the registered URL has the path ${quote(path)}, which the receiver did not try`,
    change: 'tell the receiver under which path it is registered',
    where: 'setting',
    setting: quote(setting),
  }
}
