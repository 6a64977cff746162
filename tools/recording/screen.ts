/** How a character looks. */
export interface Look {
  readonly bold: boolean
  readonly dim: boolean
  /** 0 to 7: black, red, green, yellow, blue, magenta, cyan, white. */
  readonly colour: number | undefined
}

/** A run of text of one look. */
export interface Span extends Look {
  readonly text: string
}

export type Line = readonly Span[]

interface Screen {
  readonly columns: number
  readonly lines: Cell[][]
  row: number
  column: number
  look: Look
}

interface Cell {
  readonly character: string
  readonly look: Look
}

export const plain: Look = { bold: false, dim: false, colour: undefined }
const blank: Cell = { character: ' ', look: plain }
const ESCAPE = '\u001b'
const BELL = '\u0007'
/** A control sequence, a command such as a window's title, or one character. */
const tokens = new RegExp(
  `${ESCAPE}\\[(?<parameters>[0-9;?]*)(?<final>[@-~])|${ESCAPE}\\].*?(?:${BELL}|${ESCAPE}\\\\)|[^${ESCAPE}]`,
  'gsu',
)

/**
 * What stands on a terminal of so many columns after programs wrote this, without the blanks at the ends of lines. Knows
 * what programs of ours write: colours, long lines, and lines that are written anew.
 */
export function linesOn(columns: number, written: string): readonly Line[] {
  const screen: Screen = { columns, lines: [], row: 0, column: 0, look: plain }
  for (const { 0: token, groups = {} } of written.matchAll(tokens)) {
    const { parameters = '', final } = groups
    if (final) control[final]?.(screen, parameters)
    else if (token.length > 0) write(screen, token)
  }
  return Array.from(screen.lines, (cells = []) => spansOf(cells))
}

function write(screen: Screen, character: string): void {
  if (character === '\r') screen.column = 0
  else if (character === '\n') screen.row++
  else if (!/^\p{C}/u.test(character)) put(screen, character)
}

function put(screen: Screen, character: string): void {
  if (screen.column === screen.columns) {
    screen.row++
    screen.column = 0
  }
  const cells = cellsAt(screen)
  while (cells.length < screen.column) cells.push(blank)
  cells[screen.column] = { character, look: screen.look }
  screen.column++
}

function cellsAt({ lines, row }: Screen): Cell[] {
  const cells = lines[row] ?? []
  lines[row] = cells
  return cells
}

const control: Readonly<Record<string, (screen: Screen, parameters: string) => void>> = {
  A(screen, count) {
    screen.row = Math.max(0, screen.row - Number(count || 1))
  },
  G(screen, column) {
    screen.column = Math.min(screen.columns, Number(column || 1)) - 1
  },
  J(screen) {
    screen.lines.length = screen.row
  },
  K(screen, part) {
    const cells = cellsAt(screen)
    cells.length = part === '2' ? 0 : Math.min(cells.length, screen.column)
  },
  m(screen, codes) {
    screen.look = codes.split(';').map(Number).reduce(lookAfter, screen.look)
  },
}

/** By the codes of ECMA-48, 8.3.117: https://ecma-international.org/publications-and-standards/standards/ecma-48/ */
function lookAfter(look: Look, code: number): Look {
  if (code === 0) return plain
  if (code === 1) return { ...look, bold: true }
  if (code === 2) return { ...look, dim: true }
  if (code === 22) return { ...look, bold: false, dim: false }
  if (code === 39) return { ...look, colour: undefined }
  const [colour, bright] = [code - 30, code - 90]
  if (colour >= 0 && colour < 8) return { ...look, colour }
  return bright >= 0 && bright < 8 ? { ...look, colour: bright } : look
}

function spansOf(cells: readonly Cell[]): Line {
  const spans: Span[] = []
  const end = cells.findLastIndex(({ character }) => character !== ' ') + 1
  for (const { character, look } of cells.slice(0, end)) {
    const last = spans.at(-1)
    if (last && isSame(last, look)) spans[spans.length - 1] = { ...last, text: last.text + character }
    else spans.push({ text: character, ...look })
  }
  return spans
}

function isSame(one: Look, other: Look): boolean {
  return one.bold === other.bold && one.dim === other.dim && one.colour === other.colour
}

/** A line without its looks. */
export function textOf(line: Line): string {
  return line.map(({ text }) => text).join('')
}
