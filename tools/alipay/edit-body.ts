import { nearest } from '../terminal/nearest.ts'

/** What a field is to be: `paymentAmount.value=200`, `notifySequence:=7`, `goods[0].name=`. */
export interface Edit {
  /** As it was written, for people. */
  readonly path: string
  readonly steps: readonly Step[]
  readonly text: string
  /** Written with `:=`: the text is JSON, whatever the sample has there. */
  readonly isJson: boolean
}

type Step = string | number

export interface Edited {
  readonly body: unknown
  /** What is odd, a sentence each; nothing is refused, because a partner may add fields. */
  readonly remarks: readonly string[]
}

/** Deeper than any message; what reads the body must not run out of stack. */
const MAX_STEPS = 100

/** Reads `path=value` or `path:=json`; undefined where the text is neither. */
export function readEdit(text: string): Edit | undefined {
  const [, path = '', colon, value = ''] = /^(.*?)(:?)=(.*)$/s.exec(text) ?? []
  const steps = [...path.matchAll(/\[(\d{1,9})\]|[^.[\]]+|\[/g)].map(([step, index]) =>
    index === undefined ? step : Number(index),
  )
  if (steps.length === 0 || steps.length > MAX_STEPS) return undefined
  return { path, steps, text: value, isJson: colon === ':' }
}

/**
 * The body with the field changed. A value stays a string where the body has one; elsewhere it is JSON where it can be
 * read as JSON. `path=` takes the field out. What is missing on the way is made.
 */
function editBody(body: unknown, edit: Edit): Edited {
  const remarks: string[] = []
  const edited = changed(body, edit.steps, (before) => {
    if (before === undefined) remarks.push(noField(body, edit.path))
    const after = newValue(edit, before)
    if (edit.isJson && after === edit.text) remarks.push(`${edit.path} is no JSON: it is sent as a string`)
    return after
  })
  return { body: edited, remarks }
}

function noField(body: unknown, path: string): string {
  const meant = nearest(path, pathsIn(body))
  // One more of a list is no slip.
  const isFurther = meant?.replace(/\[\d+\]/g, '') === path.replace(/\[\d+\]/g, '')
  return `the sample has no ${path}${meant && !isFurther ? `: did you mean ${meant}?` : ''}`
}

/** Of all that it holds, as they are written on the command line. */
function pathsIn(value: unknown, path = ''): readonly string[] {
  const own = path === '' ? [] : [path]
  if (Array.isArray(value)) return [...own, ...value.flatMap((item, at) => pathsIn(item, `${path}[${at}]`))]
  if (!isMembers(value)) return own
  const start = path === '' ? '' : `${path}.`
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, start + name))]
}

/** All of them, one after the other. */
export function editAll(body: unknown, edits: readonly Edit[]): Edited {
  return edits.reduce<Edited>(
    ({ body, remarks }, edit) => {
      const next = editBody(body, edit)
      return { body: next.body, remarks: [...remarks, ...next.remarks] }
    },
    { body, remarks: [] },
  )
}

/** What stands there; undefined where nothing does. */
export function valueAt(body: unknown, path: string): unknown {
  const { steps } = readEdit(`${path}=`) ?? { steps: [] }
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    return (value as Readonly<Record<Step, unknown>>)[step]
  }, body)
}

function newValue({ text, isJson }: Edit, before: unknown): unknown {
  if (!isJson && text === '') return undefined
  if (!isJson && typeof before === 'string') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Undefined as the new value takes the place out. */
function changed(
  value: unknown,
  [step, ...rest]: readonly Step[],
  make: (before: unknown) => unknown,
): unknown {
  if (step === undefined) return make(value)
  if (typeof step === 'number' && !isMembers(value)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : []
    const next = changed(list[step], rest, make)
    return next === undefined ? list.toSpliced(step, 1) : list.toSpliced(step, 1, next)
  }
  const members = isMembers(value) ? value : {}
  const before = Object.hasOwn(members, step) ? members[step] : undefined
  const { [step]: _, ...others } = members
  const next = changed(before, rest, make)
  if (next === undefined) return others
  return Object.hasOwn(members, step) ? { ...members, [step]: next } : { ...others, [step]: next }
}

function isMembers(value: unknown): value is Readonly<Record<Step, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
