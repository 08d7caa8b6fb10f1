import {
  browserStorage,
  cookies,
  demoCookies,
  files,
  logFields,
  mails,
  metricLabels,
  objectKinds,
} from '../../policies/other-items.ts'
import type { SourceFile } from '../boundaries/read-imports.ts'

/** What the inventory names, by list; a test may leave one out. */
export const namedItems = {
  objectKinds: Object.keys(objectKinds),
  cookies: Object.keys(cookies),
  demoCookies: Object.keys(demoCookies),
  logFields: Object.keys(logFields),
  metricLabels: Object.keys(metricLabels),
  mails: Object.keys(mails),
  files: Object.keys(files),
  browserStorage: Object.keys(browserStorage),
}
type List = keyof typeof namedItems

const identity = 'apps/server/src/domains/identity/'
const isTest = (path: string) => path.includes('.test.') || path.includes('/tests/')
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name)
const quoted = (text: string) => matches(text, /['"]([^'"]+)['"]/g)

/** How each list is read off the code that writes. */
const readers: Readonly<Record<List, (file: SourceFile) => string[]>> = {
  objectKinds: ({ path, text }) =>
    path === 'database/tables/objects.sql' ? quoted(/check \(kind in \(([^)]*)\)/.exec(text)?.[1] ?? '') : [],
  // The type of a cookie's name is made of the inventory; only who speaks of the header could set another.
  cookies: ({ path, text }) =>
    path.startsWith(identity) ? matches(text, /cookies\.(?:set|clear|read)\('([\w-]+)'/g) : [],
  demoCookies: ({ path, text }) =>
    path.startsWith(`${identity}demo/`) ? matches(text, /['`](demo-(?!identity)[a-z]+)-/g) : [],
  logFields: ({ path, text }) =>
    path === 'apps/server/src/platform/logger/log-codes.ts'
      ? matches(/interface LogFields \{([^}]*)\}/.exec(text)?.[1] ?? '', /(\w+)\?:/g)
      : [],
  metricLabels: ({ path, text }) =>
    path.startsWith('apps/server/') ? matches(text, /labelNames: \[([^\]]*)\]/g).flatMap(quoted) : [],
  // Its kind stands first in each mail, in plain words: a put that hides it is a fault of its own.
  mails: ({ path, text }) => (path.startsWith('apps/server/src/') ? matches(text, statedMail) : []),
  files: ({ path, text }) =>
    path.startsWith('apps/server/src/') ? matches(text, /join\((?:[\w.]+\.)?dataDir, '([^']+)'/g) : [],
  browserStorage: ({ path, text }) =>
    path.startsWith('apps/studio/src/')
      ? matches(text, /['"`](gptimage[\w.-]*)/g).filter((name) => !isNoStorage.has(name))
      : [],
}

const statedMail = /\boutbox\.put\(\s*[\w.]+,\s*\{\s*kind: '([\w-]+)'/g

/** Names of files that a person downloads, and of channels between tabs; nothing is kept under them. */
const isNoStorage: ReadonlySet<string> = new Set(['gptimage-'])

const mayNameTheHeader = new Set([`${identity}cookies.ts`, `${identity}sign-in-handlers.ts`])

/** What is written and not in the inventory, and what the inventory names and nobody writes. One sentence each. */
export function findItemFaults(
  all: readonly SourceFile[],
  named: Readonly<Record<List, readonly string[]>> = namedItems,
): string[] {
  const sources = all.filter(({ path }) => !isTest(path))
  const lists = Object.keys(readers) as List[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant
  const faults = lists.flatMap((list) => {
    const written = new Set(sources.flatMap((file) => readers[list](file)))
    return [
      ...[...written].flatMap((name) =>
        named[list].includes(name) ? [] : `${list}: "${name}" is written and not in policies/other-items.ts`,
      ),
      ...named[list].flatMap((name) =>
        written.has(name) ? [] : `${list}: "${name}" is in policies/other-items.ts and nobody writes it`,
      ),
    ]
  })
  return [...faults, ...sources.flatMap(findHiddenWriters)]
}

/** Ways to keep something past the lists. */
function findHiddenWriters({ path, text }: SourceFile): string[] {
  const isServer = path.startsWith('apps/server/src/')
  const isStudio = path.startsWith('apps/studio/src/')
  const puts = matches(text, /\b(outbox)\.put\(/g).length
  return [
    ...(isServer && puts > matches(text, statedMail).length
      ? [`${path} sends a mail whose kind it does not say`]
      : []),
    ...(isServer && /['"`]set-cookie['"`]/i.test(text) && !mayNameTheHeader.has(path)
      ? [`${path} sets a cookie past the inventory`]
      : []),
    ...(isStudio && /\bdocument\.cookie\b|\bsessionStorage\b/.test(text)
      ? [`${path} keeps something past the inventory`]
      : []),
  ]
}
