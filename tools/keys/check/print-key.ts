import { quote } from '../../../lib/protocol/quote.ts'
import type { Look, Terminal } from '../../terminal/terminal.ts'
import type { Mistake } from '../mistake.ts'
import type { KeyReport } from './check-key.ts'
import { describeOwner } from './owners.ts'

const SHORT = 16

/** Shows what was found, the verdict last; the key itself is not in it. */
export function printKey(terminal: Terminal, report: KeyReport): void {
  const { print, paint } = terminal
  const row = (name: string, text: string) => print(`  ${name.padEnd(13)}${text}`)
  const note = (look: Look, word: string, { what, change }: Mistake) => {
    print(`  ${paint(look, word)}${' '.repeat(13 - word.length)}${what}`)
    row('', `→ ${change}`)
  }
  const { half, kind, fingerprint = '', owners, wrong, odd } = report
  print(paint('heading', report.source))
  row('is', half ? `a ${half} key, ${kind}; ${report.form}` : report.form)
  if (half) {
    row('fingerprint', `${fingerprint.slice(0, SHORT)}  (${fingerprint})`)
    for (const owner of owners) row('belongs to', quote(describeOwner(owner)))
    if (owners.length === 0) row('belongs to', 'nobody that is known here')
  }
  for (const mistake of odd) note('odd', 'note', mistake)
  for (const mistake of wrong) note('bad', 'wrong', mistake)
  for (const line of verdictsOf(report)) row('receiver', line)
}

export function isGood({ wrong, answers }: KeyReport): boolean {
  return wrong.length === 0 && answers.some(({ refusal }) => refusal === undefined)
}

/** What the receiver says, platforms that are answered alike on one line. */
function verdictsOf({ answers, place }: KeyReport): readonly string[] {
  const alike = Map.groupBy(answers, ({ refusal = '', platform }) => refusal.replaceAll(platform, ''))
  return [...alike.values()].map((group) => {
    const names = group.map(({ platform }) => platform).join(', ')
    const [{ refusal } = { refusal: undefined }] = group
    return refusal === undefined
      ? `takes it under ${place}, for ${names}`
      : `refuses it under ${place}, for ${names}: it ${refusal}`
  })
}
