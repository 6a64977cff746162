import { globSync, readFileSync } from 'node:fs'
import { dirname, join, matchesGlob } from 'node:path/posix'

/** What can be named: every file and folder, and every script of npm. Paths are from the root of the project. */
export interface Project {
  readonly paths: readonly string[]
  readonly scripts: readonly string[]
  read(path: string): string
}

interface Reference {
  readonly index: number
  /** What is wrong with it; undefined where what it names is there. */
  readonly fault: string | undefined
}

const made = ['node_modules', 'dist', '.serverless', '.local', 'coverage', '.git']

/** The project in this folder, without what is installed or made. */
export function openProject(root: string): Project {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const exclude = (path: string) => made.includes(path)
  const paths = globSync(['**', '.*', '.github/**', '.ci/**'], { cwd: root, exclude })
  return { paths, scripts: Object.keys(JSON.parse(read('package.json')).scripts), read }
}

/** Each name in a page, or in a comment of a source file, that leads nowhere: `file:line: what is wrong`. */
export function deadReferencesIn(path: string, project: Project): readonly string[] {
  const whole = project.read(path)
  const text = path.endsWith('.md') ? withoutExamples(whole) : commentsOf(whole)
  const prose = text.replace(/\]\([^)]*\)|\bhttps?:\/\/\S+/g, blank)
  const references = [
    ...linksIn(path, text, project),
    ...namesIn(path, prose, project),
    ...headingsIn(path, prose, project),
    ...placesIn(text, project),
    // What changed names what was.
    ...(path === 'CHANGELOG.md' ? [] : scriptsIn(path.endsWith('.md') ? whole : text, project)),
    ...codesIn(text),
  ]
  return references.flatMap(({ index, fault }) => (fault ? `${path}:${lineAt(text, index)}: ${fault}` : []))
}

/** Links of Markdown, and their anchors. */
function linksIn(path: string, text: string, project: Project): readonly Reference[] {
  if (!path.endsWith('.md')) return []
  return [...text.matchAll(/\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)/g)].map((match) => {
    const [, link = '', anchor] = match
    const target = link === '' ? path : join(dirname(path), link)
    return { index: match.index, fault: faultOf(target, `links to ${link}`, project, anchor) }
  })
}

const ROOTS = /^(?:lib|functions|tools|test|infra|docs|\.github|\.ci)\//
const NAMED = /[\w>*}]\.(?:ts|md|yml|cjs|mjs|sh)$/

/** Paths from the root, from `lib/` or from where they are named; or the name of a file alone. */
function namesIn(path: string, text: string, project: Project): readonly Reference[] {
  return [...text.matchAll(/[\w.@<>*{},…/-]+/g)].flatMap((match) => {
    const name = match[0].replace(/[.,/-]+$/, '').replace(/^\.\//, '')
    if (/^[@/]/.test(name) || made.some((folder) => name.startsWith(`${folder}/`))) return []
    if (!ROOTS.test(name) && !NAMED.test(name)) return []
    const from = ['', 'lib', dirname(path)].map((folder) => join(folder, name))
    const isThere =
      from.some((each) => isPath(each, project)) ||
      (!name.includes('/') &&
        !name.endsWith('.md') &&
        project.paths.some((each) => each.endsWith(`/${name}`)))
    return { index: match.index, fault: isThere ? undefined : `there is no ${name}` }
  })
}

/** A page and its anchor, as in docs/protocol.md#replies; or a heading, as in docs/protocol.md, "Replies", or in italics. */
function headingsIn(path: string, text: string, project: Project): readonly Reference[] {
  const pattern = /\b(README|[\w./-]+\.md)(?:#(?<anchor>[\w-]+)|`?,?\s["“*](?<heading>[^"”*`]{1,120})["”*])/g
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, page = ''] = match
    const { anchor, heading = '' } = match.groups ?? {}
    const name = page === 'README' ? 'README.md' : page
    const target = [name, join(dirname(path), name)].find((each) => isPath(each, project))
    return {
      index: match.index,
      fault:
        target &&
        faultOf(
          target,
          `names ${whole.replace(/\s+/g, ' ')}`,
          project,
          anchor ?? slugOf(heading.replace(/\s+/g, ' ')),
        ),
    }
  })
}

/** `path` and `text` side by side in code quotes: the text stands in that file. */
function placesIn(text: string, project: Project): readonly Reference[] {
  return [...text.matchAll(/`([\w./-]+\.(?:ts|yml|md|json))` `([^`\n]+)`/g)].map((match) => {
    const [, path = '', place = ''] = match
    const isMissing = isFile(path, project) && !project.read(path).includes(place)
    return { index: match.index, fault: isMissing ? `${path} has no ${place}` : undefined }
  })
}

function scriptsIn(text: string, { scripts }: Project): readonly Reference[] {
  return [...text.matchAll(/\bnpm run (?:-s )?([\w:-]*\w)/g)].map(({ 1: name = '', index }) => ({
    index,
    fault: scripts.includes(name) ? undefined : `there is no npm run ${name}`,
  }))
}

/** Sections by number, and codes of documents that no reader has. */
function codesIn(text: string): readonly Reference[] {
  return [...text.matchAll(/(?:\b[\w.]+ )?§\s?[\d.]*|\b(?:ams|mpp|acqp|mp|mini|wf)\.\d+|\boverview \d/g)].map(
    ({ 0: code, index }) => ({ index, fault: `cites "${code.trim()}", which no reader can open` }),
  )
}

function faultOf(target: string, what: string, project: Project, anchor?: string): string | undefined {
  if (!isPath(target, project)) return `${what}, which is not there`
  if (anchor === undefined || slugsOf(project.read(target)).includes(anchor)) return undefined
  return `${what}, but ${target} has no heading #${anchor}`
}

function isPath(path: string, { paths }: Project): boolean {
  const pattern = path.replace(/<[^>]*>|…/g, '*')
  if (/[*{]/.test(pattern)) return paths.some((each) => matchesGlob(each, pattern))
  // A test's tier is no part of its name.
  return paths.includes(path) || paths.includes(path.replace(/\.test\.ts$/, '.deep.test.ts'))
}

function isFile(path: string, { paths }: Project): boolean {
  return paths.includes(path)
}

/** The anchors that GitHub makes of a page's headings. */
function slugsOf(page: string): readonly string[] {
  return [...withoutExamples(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slugOf(heading))
}

function slugOf(heading: string): string {
  const letters = heading.toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '')
  return letters.trim().replaceAll(' ', '-')
}

/** A page without what it shows, line by line the same. */
function withoutExamples(page: string): string {
  return page.replace(/```.*?```/gs, blank)
}

/** The comments of TypeScript, YAML or a shell script, and the names of tests, line by line the same. */
function commentsOf(source: string): string {
  return source.replace(/^.*$/gm, (line) => {
    const [, comment = ''] =
      /^\s*(?:\/?\*+\/?|\/\/|#)\s?(.*)$/.exec(line) ??
      /^\s*(?:it|describe)(?:\.each\(.*\))?\((.*)$/.exec(line) ??
      /\s(?:\/\/|#|\/\*\*)\s(.*)$/.exec(line) ??
      []
    return comment
  })
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
