import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { picture } from '../../tools/recording/picture.ts'
import { linesOn } from '../../tools/recording/screen.ts'
import { story } from '../../tools/recording/story.ts'
import { svgOffences } from './svg-offences.ts'
import { textsIn } from './texts-in.ts'

const file = readFileSync(join(import.meta.dirname, '../../docs/workbench.svg'), 'utf8')

describe('a picture', () => {
  it('is well-formed whatever a program wrote, and shows it', () => {
    const line = fc.string({
      unit: fc.oneof(fc.constantFrom(...'<>&"\'\x1b[31m'), fc.string({ unit: 'grapheme', maxLength: 1 })),
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const shown = linesOn(200, lines.join('\n'))
        expect(
          svgOffences(
            picture([
              { shell: 0, lines: shown },
              { shell: 1, lines: shown },
            ]),
          ),
        ).toEqual([])
      }),
    )
  })

  it('brings its lines in the order in which they came', () => {
    const block = (shell: number, text: string) => ({ shell, lines: linesOn(80, text) })
    const svg = picture([block(0, 'a\r\n\r\nb'), block(1, 'c'), block(0, 'd')])
    const delays = [...svg.matchAll(/delay:([\d.]+)s">(\w)</g)].map(([, delay, text]) => [
      text,
      Number(delay),
    ])
    const inOrder = delays.toSorted(([, one], [, other]) => Number(one) - Number(other))
    expect(delays.map(([text]) => text)).toEqual(['a', 'b', 'd', 'c'])
    expect(inOrder.map(([text]) => text)).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('the check itself', () => {
  const root = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`

  it.each([
    [root('<script>1</script>'), '<script> has no place in it'],
    [root('<g onload="f()"></g>'), '<g onload> has no place in it'],
    [root('<g><text></g></text>'), '</g> closes another element'],
    [root('<text>a < b</text>'), 'no XML from "< b</text></svg>" on'],
    [root('<text>a &b;</text>'), 'no XML from "&b;</text></svg>" on'],
    [root('<style>a { b: url(c) }</style>'), 'a reference'],
    [`${root('')}${root('')}`, 'more than one root'],
    ['<svg>', 'not closed: svg'],
  ])('finds in %s: %s', (svg, offence) => {
    expect(svgOffences(svg)).toContain(offence)
  })
})

describe('docs/workbench.svg', () => {
  it('needs nothing but itself, and is small', () => {
    expect(svgOffences(file)).toEqual([])
    expect(file.length).toBeLessThan(40_000)
  })

  it('shows each scene of the story: npm run recording', () => {
    const typed = textsIn(file).flatMap((line) => /^\$ (.*)/.exec(line)?.[1] ?? [])
    expect(typed.toSorted()).toEqual(story.map((scene) => scene.typed).toSorted())
  })
})
