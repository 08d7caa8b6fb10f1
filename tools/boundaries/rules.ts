import { readImports, resolveImport, type SourceFile } from './read-imports.ts'

export interface Fault {
  rule: string
  path: string
  what: string
}

type Rule = (file: SourceFile, imports: readonly { name: string; target: string | undefined }[]) => string[]

/** Who may use whom among the domains; a new edge is one line here and one decision page. */
const domainEdges: Readonly<Record<string, readonly string[]>> = {
  analytics: ['identity', 'rights'],
  identity: [],
  mail: [],
  models: [],
  news: ['identity', 'mail', 'rights'],
  policies: [],
  desk: [],
  vault: [],
  disclosures: ['models'],
  billing: ['models'],
  uploads: ['vault'],
  correspondence: ['policies', 'rights'],
  rights: ['identity', 'vault', 'disclosures', 'billing'],
  generation: ['identity', 'models', 'vault', 'disclosures', 'billing'],
  // It looks at everything from outside; of these it takes types, and what they say in words.
  trust: ['identity', 'models', 'policies', 'rights'],
}

/** Each table has one owner; `sessions` also lends its event counter to generation, in one file. */
const tableOwners: Readonly<Record<string, readonly string[]>> = {
  accounts: ['identity'],
  account_references: ['identity'],
  sign_ins: ['identity'],
  sessions: ['identity', 'generation/session-events.store.ts'],
  vaults: ['vault'],
  vault_remains: ['vault'],
  objects: ['vault'],
  worker_keys: ['vault', 'generation/generations.store.ts'],
  tickets: ['vault', 'generation/generations.store.ts', 'generation/queue.store.ts'],
  generations: ['generation'],
  partner_slots: ['generation'],
  session_events: ['generation'],
  credit_balances: ['billing'],
  credit_entries: ['billing'],
  disclosures: ['disclosures', 'rights/erasure/held-elsewhere.store.ts'],
  deletions: ['disclosures', 'rights/erasure/held-elsewhere.store.ts'],
  partner_consents: ['disclosures'],
  region_choices: ['disclosures'],
  daily_counts: ['analytics'],
  mails: ['mail'],
  news: ['news'],
  account_choices: ['rights'],
  rights_requests: ['rights'],
  held_receipts: ['rights'],
  tombstone_chain: ['rights'],
  audit_runs: ['trust'],
  audit_entries: ['desk'],
  audit_chain: ['desk'],
  messages: ['correspondence'],
  reports: ['correspondence'],
  legal_disclosures: ['desk'],
  case_alarms: ['desk'],
}

const isTest = (path: string) => path.endsWith('.test.ts') || path.includes('/tests/')
const isProduct = (path: string) =>
  !isTest(path) && !path.startsWith('packages/testkit/') && !/^(?:tools|bench|bootstrap)\//.test(path)
const domainOf = (path: string) => /^apps\/server\/src\/domains\/([\w-]+)\//.exec(path)?.[1]

/** Layers from the inside out; a file may name its own layer and those before it. */
const layers: readonly (readonly [string, RegExp])[] = [
  ['contract', /^packages\/(?:contract|partner-spec|image-bytes)\/|^policies\/|^database\/schema\.ts$/],
  ['kernel', /^apps\/server\/src\/kernel\//],
  ['platform', /^apps\/server\/src\/platform\/|^packages\/partner-kit\//],
  ['config', /^apps\/server\/src\/config\//],
  ['pages', /^apps\/server\/src\/pages\//],
  ['http', /^apps\/server\/src\/http\//],
  ['domains', /^apps\/server\/src\/domains\//],
  ['composition', /^apps\/server\/src\/[\w-]+\.ts$/],
]

const layerOf = (path: string) => layers.findIndex(([, pattern]) => pattern.test(path))

export const rules: Readonly<Record<string, Rule>> = {
  direction(file, imports) {
    const own = layerOf(file.path)
    if (own === -1 || isTest(file.path)) return []
    return imports.flatMap(({ target }) => {
      const other = target === undefined ? -1 : layerOf(target)
      return other > own ? [`${layers[own]?.[0]} names ${layers[other]?.[0]}: ${target}`] : []
    })
  },

  'front-door'(file, imports) {
    const own = domainOf(file.path)
    return imports.flatMap(({ target }) => {
      const other = target === undefined ? undefined : domainOf(target)
      if (other === undefined || other === own || isTest(file.path)) return []
      return target?.endsWith(`/domains/${other}/index.ts`) === true
        ? []
        : [`goes past the front door: ${target}`]
    })
  },

  'domain-edge'(file, imports) {
    const own = domainOf(file.path)
    if (own === undefined || isTest(file.path)) return []
    return imports.flatMap(({ target }) => {
      const other = target === undefined ? undefined : domainOf(target)
      if (other === undefined || other === own || domainEdges[own]?.includes(other) === true) return []
      return [`${own} may not use ${other}`]
    })
  },

  'platform-front-door'(file, imports) {
    const inside = /^(apps\/server\/src\/platform\/[\w-]+)\//
    const own = inside.exec(file.path)?.[1]
    return imports.flatMap(({ target }) => {
      const other = target === undefined ? undefined : inside.exec(target)?.[1]
      if (other === undefined || other === own || isTest(file.path)) return []
      return target === `${other}/index.ts` ? [] : [`goes past the front door: ${target}`]
    })
  },

  sql(file) {
    if (!isProduct(file.path) || !file.path.startsWith('apps/server/src/')) return []
    if (file.path.endsWith('.store.ts') || file.path.includes('/platform/postgres/')) return []
    const found = /\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`(?!select 1`)/.exec(file.text)
    return found === null ? [] : ['speaks SQL outside a store']
  },

  'own-tables'(file) {
    const domain = domainOf(file.path)
    if (domain === undefined || !file.path.endsWith('.store.ts')) return []
    const named = [
      ...file.text.matchAll(/(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\('(\w+)/g),
    ].map(([, name]) => name ?? '')
    return [...new Set(named)].flatMap((table) => {
      const owners = tableOwners[table] ?? []
      const isOwn = owners.some((owner) => owner === domain || file.path.endsWith(`/domains/${owner}`))
      return isOwn ? [] : [`${table} belongs to another`]
    })
  },

  cryptography(file, imports) {
    if (!isProduct(file.path) || /\/platform\/(?:content-crypto|installation-key)\//.test(file.path))
      return []
    if (!imports.some(({ name }) => name === 'node:crypto' || name === 'crypto')) return []
    const taken = [...file.text.matchAll(/import \{([^}]*)\} from 'node:crypto'/g)].flatMap(([, names]) =>
      (names ?? '').split(','),
    )
    // Random ids, names of files by their content, and a comparison are no protection of content.
    const harmless = new Set(['randomBytes', 'randomUUID', 'randomInt', 'createHash', 'timingSafeEqual'])
    return taken
      .map((name) => name.trim())
      .filter((name) => name !== '' && !harmless.has(name))
      .map((name) => `uses ${name}`)
  },

  content(file, imports) {
    if (!isProduct(file.path)) return []
    const isAllowed = /\/domains\/(?:vault|identity)\/|\/platform\/|\/compose\.ts$/.test(file.path)
    const guarded = imports.filter(
      ({ target }) => target !== undefined && /\/platform\/(?:content-crypto|object-store)\//.test(target),
    )
    return isAllowed ? [] : guarded.map(({ target }) => `only the vault opens and seals: ${target}`)
  },

  fetch(file) {
    if (
      !isProduct(file.path) ||
      /^packages\/partner-kit\/|^apps\/studio\/src\/(?:api\/request|workers\/service-worker)\.ts$|\/cli\/|\/identity\/provider-fetch\.ts$/.test(
        file.path,
      )
    )
      return []
    return /(?<![\w.#])fetch\(/.test(file.text) ? ['sends past the instrumented send'] : []
  },

  sockets(file) {
    if (!isProduct(file.path) || file.path.startsWith('packages/partner-kit/')) return []
    // It asks nobody but the server itself.
    if (file.path === 'apps/server/src/ask-own-server.ts') return []
    const taken =
      /^import (?!type\b)\{[^}]*\b(?:request|get|connect|ClientRequest|Socket)\b[^}]*\} from 'node:(?:https?|http2|net|tls)'/m
    return taken.test(file.text) ? ['opens a connection past the instrumented send'] : []
  },

  smtp(file, imports) {
    if (!isProduct(file.path) || file.path.endsWith('/domains/mail/smtp-line.ts')) return []
    return imports.some(({ name }) => /^(?:nodemailer|smtp-server)(?:\/|$)/.test(name))
      ? ['sends mail past the outbox']
      : []
  },

  environment(file) {
    if (!isProduct(file.path) || /\/(?:main|cli\/[\w-]+|postgres-runner)\.ts$/.test(file.path)) return []
    return /process\.env\b/.test(file.text) ? ['reads the environment outside its one file'] : []
  },

  testkit(file, imports) {
    if (!isProduct(file.path)) return []
    return imports
      .filter(({ target }) => target?.startsWith('packages/testkit/') === true)
      .map(() => 'names the testkit')
  },

  dialects(file, imports) {
    const own = /^packages\/dialects\/([\w-]+)\//.exec(file.path)?.[1]
    if (own === undefined || isTest(file.path)) return []
    return imports.flatMap(({ target }) => {
      if (target === undefined || target.startsWith(`packages/dialects/${own}/`)) return []
      return /^packages\/partner-(?:spec|kit)\//.test(target) ? [] : [`a dialect names ${target}`]
    })
  },

  'image-bytes'(file, imports) {
    const own = 'packages/image-bytes/'
    const isWithin = file.path.startsWith(`${own}src/`)
    if (isTest(file.path)) return []
    return imports.flatMap(({ name, target }) => {
      if (!isWithin) {
        const isPast = target?.startsWith(`${own}src/`) === true && target !== `${own}src/index.ts`
        return isPast ? [`goes past the front door: ${target}`] : []
      }
      if (name.startsWith('node:') || target?.startsWith(own) === true) return []
      return [`stands alone and names ${name}`]
    })
  },

  studio(file, imports) {
    if (!file.path.startsWith('apps/studio/src/')) return []
    return imports.flatMap(({ target }) => {
      if (
        target === undefined ||
        target.startsWith('apps/studio/') ||
        target.startsWith('packages/contract/')
      )
        return []
      return [`the studio names ${target}`]
    })
  },

  'no-any'(file) {
    return /(?::|<|\bas) any\b/.test(file.text.replaceAll(/'[^'\n]*'|`[^`]*`|\/\/.*|\/\*[\s\S]*?\*\//g, ''))
      ? ['says any']
      : []
  },

  names(file) {
    const drawer = /\/(?:utils?|helpers?|common|misc|shared|lib)(?:\/|\.)/.exec(file.path)
    const name = file.path.split('/').at(-1) ?? ''
    return [
      ...(drawer === null ? [] : ['is a drawer']),
      ...(/^[a-z\d]+(?:[-.][a-z\d]+)*\.(?:ts|tsx|mjs)$/.test(name) ? [] : ['is not in kebab case']),
    ]
  },

  patience(file) {
    if (!file.path.endsWith('.test.ts')) return []
    return /\b(?:setTimeout|sleep)\(/.test(file.text) ? ['sleeps instead of waiting for a state'] : []
  },

  console(file) {
    return isProduct(file.path) && /(?<![\w.])console\./.test(file.text) ? ['writes to the console'] : []
  },
}

/** Applies every rule to every file, and looks for cycles. */
export function findFaults(files: readonly SourceFile[]): Fault[] {
  const graph = new Map<string, string[]>()
  const faults: Fault[] = []
  for (const file of files) {
    const imports = readImports(file).map((name) => ({ name, target: resolveImport(file.path, name) }))
    graph.set(
      file.path,
      imports.flatMap(({ target }) => target ?? []),
    )
    for (const [rule, apply] of Object.entries(rules)) {
      faults.push(...apply(file, imports).map((what) => ({ rule, path: file.path, what })))
    }
  }
  return [...faults, ...findCycles(graph)]
}

/** @see Tarjan 1972: a component of more than one file is a cycle */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): Fault[] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const faults: Fault[] = []
  const visit = (path: string) => {
    index.set(path, index.size)
    low.set(path, index.get(path) ?? 0)
    stack.push(path)
    for (const next of graph.get(path) ?? []) {
      if (!graph.has(next)) continue
      if (!index.has(next)) visit(next)
      if (stack.includes(next)) low.set(path, Math.min(low.get(path) ?? 0, low.get(next) ?? 0))
    }
    if (low.get(path) !== index.get(path)) return
    const component = stack.splice(stack.indexOf(path))
    if (component.length > 1) faults.push({ rule: 'cycle', path, what: component.join(' → ') })
  }
  for (const path of graph.keys()) if (!index.has(path)) visit(path)
  return faults
}
