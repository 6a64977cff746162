import { styleText } from 'node:util'
import { harmlessJson } from './harmless-json.ts'

/** What a word on the terminal means: each meaning has one look everywhere. */
const looks = {
  good: 'green',
  odd: 'yellow',
  bad: 'red',
  heading: 'bold',
  faint: 'dim',
} as const

export type Look = keyof typeof looks

/** How a program speaks: what was asked for on stdout, so that it can be piped; all else on stderr. */
export interface Terminal {
  /** Whether somebody reads stdout on a screen: only then may a line be painted, or written anew. */
  readonly isScreen: boolean
  /** What was asked for. */
  print(line: string): void
  /** What was asked for, as one line of JSON. */
  json(value: unknown): void
  /** Beside it: progress, hints, what went wrong. */
  note(line: string): void
  /** Coloured on a screen; NO_COLOR and FORCE_COLOR are obeyed. */
  paint(look: Look, text: string): string
}

export const terminal: Terminal = {
  isScreen: process.stdout.isTTY === true,
  print: (line) => void process.stdout.write(`${line}\n`),
  json: (value) => void process.stdout.write(`${harmlessJson(value)}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  paint: (look, text) => styleText(looks[look], text, { stream: process.stdout }),
}
