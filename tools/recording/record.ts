import { join } from 'node:path'
import { split } from 'shlex'
import { problem } from '../terminal/problem.ts'
import { type Running, runOnTerminal } from './pseudo-terminal.ts'
import { type Line, plain, textOf } from './screen.ts'
import type { Scene } from './story.ts'
import type { Block } from './svg.ts'

const START_MS = 30_000
const SCENE_MS = 20_000
const cli = join(import.meta.dirname, '../cli.ts')

/** Where it is recorded: programs run in this folder, on a terminal of so many columns. */
interface Place {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly columns: number
}

/** Plays a story for real, its first scene being the receiver itself; throws a problem where it goes another way. */
export async function record(
  [first, ...others]: readonly [Scene, ...Scene[]],
  place: Place,
): Promise<Block[]> {
  const receiver = run(first, place)
  try {
    if (first.seen) await receiver.until(first.seen, 0, START_MS)
    const blocks = [{ shell: 0, lines: shown(first, receiver.lines()) }]
    for (const scene of others) blocks.push(...(await play(scene, receiver, place)))
    return blocks
  } finally {
    receiver.interrupt()
    await receiver.ended
  }
}

/** What a scene brings into its own shell, and then into the receiver's. */
async function play(scene: Scene, receiver: Running, place: Place): Promise<readonly Block[]> {
  const before = receiver.lines().length
  const running = run(scene, place)
  const code = await running.ended
  if (code === 2) throw problem(`it is not understood: ${scene.typed}`)
  if (scene.seen) await receiver.until(scene.seen, before, SCENE_MS)
  return [
    { shell: scene.shell, lines: shown(scene, running.lines()) },
    { shell: 0, lines: withoutEmptyEnds(receiver.lines().slice(before)) },
  ].filter(({ lines }) => lines.length > 0)
}

/** Runs a scene's command line by the node that runs this: npm would print lines of its own. */
function run({ typed }: Scene, place: Place): Running {
  return runOnTerminal([process.execPath, cli, ...argsOf(typed)], place)
}

/** What the one command line gets of `npm start -- …` or `npm run alipay -- …`. */
export function argsOf(typed: string): readonly string[] {
  const words = split(typed)
  const behind = words.includes('--') ? words.slice(words.indexOf('--') + 1) : []
  return words[1] === 'start' ? ['start', ...behind] : behind
}

function shown({ typed, head }: Scene, lines: readonly Line[]): readonly Line[] {
  const whole = withoutEmptyEnds(lines)
  const part = head === undefined ? whole : whole.slice(0, head)
  const prompt: Line = [
    { ...plain, dim: true, text: '$ ' },
    { ...plain, bold: true, text: typed },
  ]
  const rest: Line = [{ ...plain, dim: true, text: '…' }]
  return [prompt, ...part, ...(part.length < whole.length ? [rest] : [])]
}

function withoutEmptyEnds(lines: readonly Line[]): readonly Line[] {
  const isSaid = (line: Line) => textOf(line) !== ''
  return lines.slice(Math.max(0, lines.findIndex(isSaid)), lines.findLastIndex(isSaid) + 1)
}
