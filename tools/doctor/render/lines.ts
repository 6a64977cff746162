import { harmless } from '../../terminal/harmless.ts'
import type { Look } from '../../terminal/terminal.ts'
import type { Cause, Diagnosis, Where } from '../diagnosis.ts'
import { describeKey } from '../known-keys.ts'
import { showText } from '../show-text.ts'
import { beginningOf, compare } from './compare.ts'
import type { Explanation, Show } from './explanation.ts'
import { masked } from './mask.ts'

/** How the lines are written. */
export interface Style {
  readonly paint: (look: Look, text: string) => string
  /** Texts at their full length, and with what is secret. */
  readonly whole: boolean
}

type Row = readonly [label: string, text: string, look?: Look]

const LABEL_COLUMNS = 13
const BEGINNING_BYTES = 400

/** An explanation for people; the verdict is the first line. */
export function linesOf(explanation: Explanation, style: Style): readonly string[] {
  const { diagnosis, remarks } = explanation
  const isValid = diagnosis.verdict === 'VALID'
  const rows: readonly Row[] = [
    ...diagnosis.causes.flatMap((cause) => causeRows(cause, diagnosis.causes.length > 1)),
    ...keyRows(diagnosis),
    ...textRows(diagnosis, style),
    ...diagnosis.ruledOut.map((text): Row => ['ruled out', text, 'faint']),
    ...diagnosis.leaves.map((text): Row => ['that leaves', text]),
    ...remarks.map((text): Row => ['remark', text, 'odd']),
  ]
  return [
    style.paint(isValid ? 'good' : 'bad', harmless(verdictOf(explanation))),
    ...rows.map(([label, text, look]) => {
      const shown = harmless(text)
      return `  ${style.paint('faint', label.padEnd(LABEL_COLUMNS))}${look ? style.paint(look, shown) : shown}`
    }),
  ]
}

function verdictOf({ exhibit, diagnosis, what }: Explanation): string {
  const { verdict, isGenuine, platform, causes, key } = diagnosis
  const [first] = causes
  if (verdict === 'VALID') {
    const message = what ? `${platform} ${what.api}` : `a message to ${platform} that no row of it reads`
    const subject = what?.subject ? ` about ${what.subject}` : ''
    const maker = key.kind === 'made-by' ? `, signed with ${describeKey(key.key)}` : ''
    return `VALID: ${message}${subject}${maker}`
  }
  const whats = causes.map((cause) => cause.what).join('; and ')
  if (isGenuine) return `NOT VALID: the signature is genuine, but ${whats}`
  if (verdict === 'EXPLAINED') return `NOT VALID: ${whats}`
  if (!first && exhibit.body === undefined) return 'NOT VALID, and without its body nobody can say why'
  return first
    ? `NOT VALID: ${first.what}; and something else is wrong too, which no known cause explains`
    : 'NOT VALID, and no known cause explains it'
}

const places: Readonly<Record<Where, string>> = {
  proxy: 'in the proxy, load balancer or gateway before the receiver',
  code: 'in the code that signs or sends',
  console: 'in the console of the platform',
  setting: 'in the settings of the receiver',
  secret: 'in the secret of the receiver',
}

function causeRows({ what, change, where, setting }: Cause, isOneOfSeveral: boolean): readonly Row[] {
  return [
    ...(isOneOfSeveral ? [['cause', what] as const] : []),
    ['change', change, 'heading'],
    ['where', places[where]],
    ...(setting ? [['setting', setting, 'heading'] as const] : []),
  ]
}

/** Where nothing explains it, what is ruled out says the same. */
function keyRows({ verdict, key }: Diagnosis): readonly Row[] {
  if (verdict !== 'EXPLAINED' || key.kind !== 'made-by') return []
  return [['key', `${describeKey(key.key)} made the signature, with ${key.hash}`]]
}

function textRows({ verdict, signedText, receivedText }: Diagnosis, { whole }: Style): readonly Row[] {
  const show: Show = whole ? (text) => text : masked
  const isKnown = signedText !== undefined && receivedText !== undefined
  if (!isKnown) return receivedText ? alone('received', show(receivedText), whole) : []
  if (verdict === 'VALID') return whole ? alone('signed', show(signedText), whole) : []
  const at = compare(signedText, receivedText)?.at
  if (at === undefined)
    return [['text', 'what was signed is what came'], ...(whole ? alone('signed', signedText, whole) : [])]
  const compared = compare(show(signedText), show(receivedText))
  // What is hidden may hide, or move, where they part.
  if (compared?.at !== at)
    return [['text', `it differs at byte ${at}, where something is secret (--whole shows it)`]]
  return [
    ...(whole ? [...alone('signed', signedText, whole), ...alone('received', receivedText, whole)] : []),
    ['signed', compared.signed],
    ['received', compared.received],
    ['', `${compared.mark} byte ${compared.at}`, 'bad'],
  ]
}

/** A text that has no other beside it; whole, a line of it a line. */
function alone(label: string, text: Buffer, whole: boolean): readonly Row[] {
  if (!whole) return [[label, beginningOf(text, BEGINNING_BYTES)]]
  const lines = showText(text).replace(/\n$/, '').split('\n')
  return lines.map((line, index): Row => [index === 0 ? label : '', line])
}
