import { type Line, type Span, textOf } from './screen.ts'

/** What was typed or shown in one go, in one of the shells. */
export interface Block {
  /** 0 is the first. */
  readonly shell: number
  readonly lines: readonly Line[]
}

const CHARACTER = 7.22
const LINE = 17
const MARGIN = 16
const TITLE = 30
/** From one line to the next, and from one block to the next, in seconds. */
const LINE_SECONDS = 0.06
const BLOCK_SECONDS = 0.9

/** By the colours of a terminal, 0 to 7, on white and on black. */
const colours = [
  ['#57606a', '#8b949e'],
  ['#cf222e', '#ff7b72'],
  ['#116329', '#3fb950'],
  ['#7d4e00', '#d29922'],
  ['#0969da', '#58a6ff'],
  ['#8250df', '#bc8cff'],
  ['#1b7c83', '#39c5cf'],
  ['#1f2328', '#e6edf3'],
] as const

/**
 * What happened in some shells, one below the other, as a picture that needs nothing but itself: no script, no font, no
 * link. Its lines appear in the order in which they came; where motion is not wanted they are simply there.
 */
export function svgOf(
  name: string,
  shells: readonly string[],
  columns: number,
  blocks: readonly Block[],
): string {
  const width = Math.ceil(columns * CHARACTER + 2 * MARGIN)
  let y = 0
  const panes: string[] = []
  const delays = delaysOf(blocks)
  for (const [index, title] of shells.entries()) {
    const lines = blocks.flatMap(({ shell, lines }, block) =>
      shell === index
        ? lines.map((line, at) => ({ line, delay: (delays[block] ?? 0) + at * LINE_SECONDS }))
        : [],
    )
    const height = TITLE + lines.length * LINE + MARGIN
    panes.push(paneOf(title, y, width, height, lines))
    y += height + MARGIN
  }
  const height = y - MARGIN
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(name)}">
<title>${escaped(name)}</title>
<style>
${style}
</style>
${panes.join('\n')}
</svg>
`
}

/** When each block begins, in seconds. */
function delaysOf(blocks: readonly Block[]): readonly number[] {
  let at = 0
  return blocks.map(({ lines }) => {
    const begin = at
    at += lines.length * LINE_SECONDS + BLOCK_SECONDS
    return begin
  })
}

interface Timed {
  readonly line: Line
  readonly delay: number
}

function paneOf(title: string, y: number, width: number, height: number, lines: readonly Timed[]): string {
  return [
    `<g transform="translate(0 ${y})">`,
    `<rect width="${width}" height="${height}" rx="8"/>`,
    `<text class="title" x="${width / 2}" y="19" text-anchor="middle">${escaped(title)}</text>`,
    ...lines.map(lineOf).filter((line) => line !== ''),
    '</g>',
  ].join('\n')
}

function lineOf({ line, delay }: Timed, at: number): string {
  if (textOf(line) === '') return ''
  const y = TITLE + (at + 1) * LINE - 5
  return `<text class="line" x="${MARGIN}" y="${y}" style="animation-delay:${delay.toFixed(2)}s">${line.map(spanOf).join('')}</text>`
}

function spanOf({ text, bold, dim, colour }: Span): string {
  const classes = [bold && 'b', dim && 'd', colour !== undefined && `c${colour}`].filter(Boolean)
  return classes.length === 0 ? escaped(text) : `<tspan class="${classes.join(' ')}">${escaped(text)}</tspan>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `  rect { fill: #f6f8fa; stroke: #d0d7de }
  text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328; white-space: pre }
  .title { font-family: system-ui, sans-serif; fill: #57606a }
  .b { font-weight: bold } .d { fill-opacity: .65 }
  ${colours.map(([light], at) => `.c${at} { fill: ${light} }`).join(' ')}
  .line { animation: come .2s both }
  @keyframes come { from { opacity: 0 } }
  @media (prefers-reduced-motion: reduce) { .line { animation: none } }
  @media (prefers-color-scheme: dark) {
    rect { fill: #0d1117; stroke: #30363d } text { fill: #e6edf3 } .title { fill: #8b949e }
    ${colours.map(([, dark], at) => `.c${at} { fill: ${dark} }`).join(' ')}
  }`
