import { parseSync } from 'oxc-parser'

export interface SourceFile {
  /** Path from the root of the repository, with slashes. */
  path: string
  text: string
}

/** Every module a file names: static, type-only, re-exported and dynamic imports with a fixed name. */
export function readImports({ path, text }: SourceFile): string[] {
  const { module } = parseSync(path, text)
  const named = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const quoted = /^['"`](.+)['"`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1]
      return quoted ?? []
    }),
  ]
  return [...new Set(named)]
}

const aliases: Readonly<Record<string, string>> = {
  '#contract': 'packages/contract/src/index.ts',
  '#partner-spec': 'packages/partner-spec/src/index.ts',
  '#partner-kit': 'packages/partner-kit/src/index.ts',
  '#image-bytes': 'packages/image-bytes/src/index.ts',
  '#dialects/builtin': 'packages/dialects/builtin/index.ts',
  '#testkit': 'packages/testkit/src/index.ts',
}
const prefixes: readonly (readonly [string, string])[] = [
  ['#server/', 'apps/server/src/'],
  ['#database/', 'database/'],
  ['#policies/', 'policies/'],
]

/** The path a name stands for; undefined for packages and for Node's own modules. */
export function resolveImport(from: string, name: string): string | undefined {
  const alias = aliases[name]
  if (alias !== undefined) return alias
  for (const [prefix, folder] of prefixes)
    if (name.startsWith(prefix)) return folder + name.slice(prefix.length)
  if (!name.startsWith('.')) return undefined
  const parts = from.split('/').slice(0, -1)
  for (const part of name.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}
