import { dirname, join } from 'node:path/posix'

/** A source file; the path from the root of the project. */
interface SourceFile {
  readonly path: string
  readonly text: string
}

/** The rooms of tools/: what touches production (operate) is apart from what plays (play, local, demo-backend). */
const rooms: readonly (readonly [folder: string, targets: readonly string[]])[] = [
  ['tools/terminal/', ['tools/terminal/', 'leven', 'node:']],
  ['tools/loopback/', ['tools/loopback/', 'tools/terminal/', 'node:']],
  ['tools/declared/', ['tools/declared/', 'yaml', 'node:']],
  // The pretend Alipay shares no code with the receiver, so that the tests may take its word.
  ['tools/alipay/gateway/', ['tools/alipay/', 'tools/loopback/', 'tools/terminal/nearest.ts', 'node:']],
  ['tools/alipay/', ['tools/alipay/', 'tools/terminal/nearest.ts', 'tools/terminal/problem.ts', 'node:']],
  ['tools/dynamodb/', ['tools/dynamodb/', 'tools/loopback/', 'tools/terminal/', 'tools/declared/', 'node:']],
  [
    'tools/local/',
    [
      'tools/local/',
      'tools/loopback/',
      'tools/terminal/',
      'tools/declared/',
      'tools/alipay/',
      'tools/dynamodb/',
      'lib/settings/settings.ts',
      'lib/protocol/checked.ts',
      'type aws-lambda',
      'node:',
    ],
  ],
  [
    'tools/demo-backend/',
    [
      'tools/demo-backend/',
      'tools/loopback/',
      'tools/terminal/',
      'tools/dynamodb/',
      'lib/commands/backend-of.ts',
      'lib/platforms/',
      'type lib/commands/',
      'type lib/protocol/',
      '@aws-sdk/client-dynamodb',
      'valibot',
      'node:',
    ],
  ],
  [
    'tools/play/',
    [
      'tools/play/',
      'tools/local/',
      'tools/demo-backend/',
      'tools/alipay/',
      'tools/loopback/',
      'tools/terminal/',
      'tools/build/',
      'tools/inspect/',
      'tools/watch/',
      'type commander',
      'node:',
    ],
  ],
  // What a running stack shows of its calls.
  [
    'tools/watch/',
    [
      'tools/watch/',
      'tools/doctor/',
      'tools/loopback/printable.ts',
      'tools/terminal/',
      'tools/local/header-pairs.ts',
      'type tools/local/',
      'type tools/alipay/recording.ts',
      'lib/keys/secret/',
      'lib/protocol/fingerprint.ts',
      'lib/platforms/',
      'lib/protocol/',
      'lib/notifications/receipt.ts',
      'lib/refused/refused-keeper.ts',
      'lib/settings/settings.ts',
      'type lib/',
      'tools/keys/rotate/probe-version.ts',
      'node:',
    ],
  ],
  // The page has no import of Node's, the stage none of the local stack.
  [
    'tools/inspect/page/',
    ['tools/inspect/page/', 'type tools/inspect/view.ts', 'preact', '@preact/signals', 'esbuild', 'node:'],
  ],
  [
    'tools/inspect/stage/',
    [
      'tools/inspect/stage/',
      'tools/inspect/held.ts',
      'tools/inspect/row.ts',
      'tools/inspect/server.ts',
      'tools/inspect/shown.ts',
      'tools/inspect/source.ts',
      'tools/inspect/page/build.ts',
      'type tools/inspect/view.ts',
      'type tools/local/',
      'tools/declared/',
      'tools/doctor/',
      'tools/loopback/',
      'tools/operate/',
      'tools/terminal/',
      'tools/watch/see-call.ts',
      'lib/',
      '@aws-sdk/',
      'type commander',
      'node:',
    ],
  ],
  [
    'tools/inspect/',
    [
      'tools/inspect/',
      'tools/alipay/',
      'tools/doctor/',
      'tools/dynamodb/',
      'tools/local/',
      'tools/loopback/',
      'tools/operate/',
      'tools/send/',
      'tools/terminal/',
      'tools/watch/',
      'lib/',
      '@aws-sdk/',
      'type commander',
      'node:',
    ],
  ],
  ['tools/send/', ['tools/send/', 'tools/alipay/', 'tools/terminal/', 'commander', 'node:']],
  [
    'tools/certify/',
    [
      'tools/certify/',
      'tools/local/',
      'tools/demo-backend/',
      'tools/alipay/',
      'tools/declared/',
      'tools/dynamodb/',
      'tools/loopback/',
      'tools/terminal/',
      'tools/build/',
      'lib/adapters/http-backend.ts',
      'lib/commands/',
      'lib/content/',
      'lib/keys/secret/',
      'lib/platforms/',
      'type lib/protocol/',
      'commander',
      'node:',
    ],
  ],
  [
    'tools/doctor/',
    [
      'tools/doctor/',
      'tools/alipay/samples.ts',
      'tools/terminal/',
      'lib/protocol/',
      'lib/keys/secret/',
      'lib/content/',
      'lib/notifications/',
      'lib/commands/',
      'lib/platforms/',
      'lib/settings/settings.ts',
      'type commander',
      'node:',
    ],
  ],
  [
    'tools/keys/',
    [
      'tools/keys/',
      'tools/alipay/',
      'tools/operate/',
      'tools/local/files.ts',
      'tools/terminal/',
      'lib/protocol/',
      'lib/keys/secret/',
      'lib/platforms/',
      'lib/refused/refused-keeper.ts',
      'type commander',
      '@aws-sdk/',
      'node:',
    ],
  ],
  [
    'tools/cli/',
    [
      'tools/cli/',
      'tools/certify/',
      'tools/play/',
      'tools/send/',
      'tools/doctor/',
      'tools/inspect/',
      'tools/keys/',
      'tools/operate/',
      'tools/terminal/',
      'commander',
    ],
  ],
  [
    'tools/operate/',
    [
      'tools/operate/',
      'tools/declared/names-of-stage.ts',
      'tools/doctor/',
      'tools/terminal/',
      'lib/',
      '@aws-sdk/',
      'type commander',
      'node:',
    ],
  ],
  [
    'tools/generate/',
    [
      'tools/generate/',
      'tools/alipay/samples.ts',
      'tools/declared/names-of-stage.ts',
      'tools/operate/',
      'tools/inspect/stage/permissions.ts',
      'docs/vectors/',
      'lib/content/',
      'lib/platforms/',
      'lib/notifications/',
      'lib/inquiries/unresolved.ts',
      'lib/commands/',
      'type lib/protocol/',
      '@valibot/to-json-schema',
      'type valibot',
      'node:',
    ],
  ],
  ['tools/recording/', ['tools/recording/', 'tools/terminal/', 'shlex', 'node:']],
  ['tools/build/', ['tools/build/', 'esbuild', '@aws/cloudformation-validate', 'node:']],
  [
    'tools/bench/',
    [
      'tools/bench/',
      'tools/local/',
      'tools/loopback/',
      'tools/terminal/',
      'tools/declared/',
      'tools/alipay/',
      'tools/dynamodb/',
      'tools/build/',
      'lib/',
      '@aws-lambda-powertools/',
      'type aws-lambda',
      'yaml',
      'node:',
    ],
  ],
]

/** What each folder may import: files by the beginning of their path, packages by that of their name. */
const mayImport: readonly (readonly [folder: string, targets: readonly string[]])[] = [
  ['lib/protocol/', ['lib/protocol/', 'node:crypto']],
  ['lib/time/', []],
  ['lib/settings/', ['lib/protocol/']],
  ['lib/keys/', ['lib/keys/', 'lib/protocol/', 'lib/time/', 'node:crypto']],
  ['lib/refused/', ['lib/refused/', 'lib/protocol/', 'lib/time/', 'node:crypto']],
  ['lib/content/', ['lib/content/', 'lib/protocol/', 'node:crypto', 'valibot']],
  ['lib/notifications/', ['lib/notifications/', 'lib/content/', 'lib/protocol/', 'valibot']],
  [
    'lib/inquiries/',
    ['lib/inquiries/', 'lib/notifications/', 'lib/content/', 'lib/protocol/', 'lib/time/', 'valibot'],
  ],
  ['lib/commands/', ['lib/commands/', 'lib/content/', 'lib/protocol/', 'lib/time/', 'valibot']],
  [
    'lib/platforms/',
    [
      'lib/platforms/',
      'lib/notifications/',
      'lib/inquiries/',
      'lib/commands/',
      'lib/content/',
      'lib/protocol/',
      'valibot',
    ],
  ],
  [
    'lib/adapters/',
    [
      'lib/adapters/aws-access.ts',
      'lib/adapters/insist.ts',
      'lib/adapters/operation-item.ts',
      'lib/adapters/receipt-item.ts',
      'lib/adapters/sqs-queue.ts',
      'lib/protocol/base-url.ts',
      'lib/time/',
      'type lib/notifications/',
      'type lib/inquiries/',
      'type lib/commands/',
      'type lib/keys/',
      'type lib/refused/',
      '@aws-sdk/',
      '@smithy/',
      'node:',
    ],
  ],
  [
    'lib/edge/',
    [
      'lib/edge/',
      'lib/notifications/',
      'lib/inquiries/',
      'lib/commands/',
      'lib/keys/',
      'lib/refused/',
      'lib/content/',
      'lib/protocol/',
      'lib/time/',
      '@middy/',
      '@aws-lambda-powertools/',
      'type aws-lambda',
      'node:',
    ],
  ],
  ['functions/', ['functions/', 'lib/', 'node:']],
  ...rooms,
  // The programs themselves: a few lines that call into a room.
  ['tools/', ['tools/', 'commander', 'node:']],
]

/** What stands in one file alone, because tests and environments must be able to choose it. */
const standsAlone = [
  { what: 'the time', pattern: /\bDate\.now\b|\bnew Date\(\s*\)/g, home: 'lib/time/timing.ts' },
  { what: 'the environment', pattern: /\bprocess\.env\b/g, home: 'lib/settings/settings.ts' },
] as const

/** What makes a row, and the list of its platform in which it must stand. */
const listed = [
  { row: '= notificationApi(', list: 'notifications.ts' },
  { row: '= commandApi(', list: 'commands.ts' },
  { row: '= inquiryApi(', list: 'inquiries.ts' },
] as const

const MAX_LINES = 200

/** Each break of a rule of the layout, as `file:line: what is wrong`. Files outside functions/, lib/ and tools/ pass. */
export function offencesIn(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...wrongImports(file),
    ...withoutRoom(file),
    ...wrongReadings(file),
    ...tooLong(file),
    ...unlisted(file, files),
  ])
}

function wrongImports(file: SourceFile): string[] {
  const rule = mayImport.find(([folder]) => file.path.startsWith(folder))
  if (!rule) return []
  return importsOf(file)
    .filter(({ target, typeOnly }) => {
      const allowed = rule[1].some(
        (prefix) => target.startsWith(prefix) || (typeOnly && `type ${target}`.startsWith(prefix)),
      )
      return !allowed || isOtherPlatform(file.path, target)
    })
    .map(({ target, line }) => `${file.path}:${line}: must not import ${target}`)
}

/** A folder of tools/ that nobody wrote a rule for would be a room without walls. */
function withoutRoom({ path }: SourceFile): string[] {
  const room = /^tools\/[\w-]+\//.exec(path)?.[0]
  return room === undefined || rooms.some(([folder]) => folder === room)
    ? []
    : [`${path}:1: ${room} has no rule of what it may import`]
}

function isOtherPlatform(path: string, target: string): boolean {
  const [own, other] = [path, target].map((each) => /^lib\/platforms\/([\w-]+)\//.exec(each)?.[1])
  return own !== undefined && other !== undefined && own !== other
}

function wrongReadings({ path, text }: SourceFile): string[] {
  if (!/^(lib|functions)\//.test(path)) return []
  return standsAlone
    .filter(({ home }) => home !== path)
    .flatMap(({ what, pattern, home }) =>
      [...text.matchAll(pattern)].map(
        ({ index }) => `${path}:${lineAt(text, index)}: ${what} is read in ${home} alone`,
      ),
    )
}

function tooLong({ path, text }: SourceFile): string[] {
  const lines = text.trimEnd().split('\n').length
  if (!/^(lib|functions|tools)\//.test(path) || lines <= MAX_LINES) return []
  return [`${path}:${lines}: over ${MAX_LINES} lines`]
}

/** An API's file beside its platform must stand in the platform's list, or nobody would ever receive it. */
function unlisted({ path, text }: SourceFile, files: readonly SourceFile[]): string[] {
  if (!/^lib\/platforms\/[\w-]+\//.test(path)) return []
  return listed
    .filter(({ row }) => text.includes(row))
    .map(({ list }) => join(dirname(path), list))
    .filter(
      (list) =>
        !files.some((file) => file.path === list && importsOf(file).some(({ target }) => target === path)),
    )
    .map((list) => `${path}:1: is not listed in ${list}`)
}

const importPattern =
  /\b(?:import|export)(?<type>\s+type)?\s[^'"`;=]*?\bfrom\s*['"](?<from>[^'"]+)['"]|\bimport\s*\(?\s*['"](?<bare>[^'"]+)['"]/g

/** A file's imports; a relative one as the path that it means. */
function importsOf({ path, text }: SourceFile) {
  return [...text.matchAll(importPattern)].map(({ 0: whole, index, groups = {} }) => {
    const specifier = groups.from ?? groups.bare ?? ''
    return {
      target: specifier.startsWith('.') ? join(dirname(path), specifier) : specifier,
      typeOnly: groups.type !== undefined,
      line: lineAt(text, index + whole.length),
    }
  })
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
