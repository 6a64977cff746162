import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { MAX_BODY_BYTES } from '../../lib/protocol/prove.ts'
import { refusalReasons, replyRefusalReasons } from '../../lib/protocol/refusal.ts'
import { type Result, resultBody } from '../../lib/protocol/result.ts'
import { acceptedRequests } from '../../tools/generate/vectors/accepted-requests.ts'
import { requestCase } from '../../tools/generate/vectors/request-cases.ts'

const docs = join(import.meta.dirname, '../../docs')
const page = readDoc('protocol.md')

/** The cells of the table under this head, row by row, without the quotes of code. */
function rowsUnder(head: string): readonly (readonly string[])[] {
  const [, rows = ''] = page.split(`\n${head}\n`)
  const [, ...lines] = (rows.split('\n\n')[0] ?? '').split('\n')
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
}

describe('the example in docs/protocol.md', () => {
  const [plain] = acceptedRequests.map(requestCase)
  const text = Buffer.from(plain?.signedTextBase64 ?? '', 'base64')

  it('is the first of the test vectors, byte by byte', () => {
    const lines = [...page.matchAll(/^[0-9a-f]{4} {2}((?:[0-9a-f]{2} )+) +(.*)$/gm)]
    expect(
      lines
        .map(([, bytes = '']) => bytes)
        .join('')
        .replaceAll(' ', ''),
    ).toBe(text.toString('hex'))
    expect(lines.map(([, , shown = '']) => shown).join('')).toBe(text.toString().replace('\n', '.'))
    expect(page).toContain(`all ${text.length} bytes`)
    expect(page).toContain(createHash('sha256').update(text).digest('hex'))
  })

  it('has the headers of that vector, the signature shortened', () => {
    for (const [name, value] of plain?.input.request.headers ?? []) {
      const [head = '', tail = ''] = name === 'Signature' ? [value.slice(0, 70), value.slice(-8)] : [value]
      const [, shown] = new RegExp(`^${name}: (.*)$`, 'm').exec(page) ?? []
      expect([shown?.slice(0, head.length), shown?.endsWith(tail)]).toEqual([head, true])
    }
  })
})

describe('the tables of docs/protocol.md', () => {
  it('have every reason for which a request is refused', () => {
    const reasons = rowsUnder('| check | reason |').map(([, reason]) => reason)
    expect(reasons.toSorted()).toEqual(refusalReasons.toSorted())
    expect(page).toContain(`at most ${MAX_BODY_BYTES.toLocaleString('en')} bytes`)
  })

  it('have every reason for which the reply of a gateway is refused', () => {
    const reasons = rowsUnder('| check of a reply | reason |').map(([, reason]) => reason)
    expect(reasons.toSorted()).toEqual(replyRefusalReasons.toSorted())
  })

  const platforms = [acquirer, wallet, antom, miniProgram, worldfirst]
  const yes = (is: boolean) => (is ? 'yes' : 'no')
  const code = ({ resultStatus, resultCode }: Result) => `${resultStatus} ${resultCode}`
  const facts: readonly (readonly [row: string, fact: (platform: Platform) => string])[] = [
    ['algorithms', ({ algorithms }) => algorithms.join(', ')],
    ['precision of Request-Time', ({ requestTime }) => requestTime],
    ['precision of Response-Time', ({ responseTime }) => responseTime],
    ['Content-Type required', ({ contentTypeRequired }) => yes(contentTypeRequired)],
    ['Agent-Token echoed', ({ echoesAgentToken }) => yes(echoesAgentToken)],
    ['may encrypt', ({ encrypts }) => yes(encrypts)],
    ['not genuine', ({ answers }) => code(answers.notGenuine)],
    ['unknown client', ({ answers }) => code(answers.unknownClient)],
  ]
  const dialects = rowsUnder(`| | ${platforms.map(({ name }) => `\`${name}\``).join(' | ')} | |`)

  it.each(facts)('say of each dialect what it is set to: %s', (row, fact) => {
    const [, ...cells] = dialects.find(([name]) => name === row) ?? []
    expect(cells.slice(0, -1)).toEqual(platforms.map(fact))
  })

  it('mark every rule of the dialects with its evidence', () => {
    expect(
      dialects.map((cells) => cells.at(-1)).filter((mark) => !/^[DVSTI](, [DVSTI])*$/.test(mark ?? '')),
    ).toEqual([])
  })
})

it('docs/protocol.md shows the acknowledgement to the letter', () => {
  expect(page).toContain(`\`\`\`json\n${resultBody(antom.answers.acknowledged)}\n\`\`\``)
})

it.each(['protocol.md', 'vectors/README.md'])('docs/%s links to what is there', (file) => {
  const links = [...withoutCode(readDoc(file)).matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link)
  const isThere = (link: string) => {
    const [path, anchor] = link.split('#')
    const target = path ? join(dirname(file), path) : file
    if (!existsSync(join(docs, target))) return false
    return anchor === undefined || headingsOf(readDoc(target)).includes(anchor)
  }
  expect(links.length).toBeGreaterThan(2)
  expect(links.filter((link) => !isThere(link))).toEqual([])
})

function readDoc(file: string): string {
  return readFileSync(join(docs, file), 'utf8')
}

function withoutCode(markdown: string): string {
  return markdown.replace(/```.*?```/gs, '')
}

/** As the anchors that GitHub makes of them. */
function headingsOf(markdown: string): readonly string[] {
  const headings = [...withoutCode(markdown).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
}
