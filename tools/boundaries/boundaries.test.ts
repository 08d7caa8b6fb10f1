import { expect, test } from 'vitest'
import { findFaults, rules } from './rules.ts'
import type { SourceFile } from './read-imports.ts'

const generation = 'apps/server/src/domains/generation/planted.ts'

/** For each rule a file that breaks it, and nothing else that matters. */
const planted: Readonly<Record<string, SourceFile>> = {
  direction: {
    path: 'apps/server/src/kernel/planted.ts',
    text: "import type { Config } from '#server/config/index.ts'\nexport type A = Config",
  },
  'front-door': {
    path: generation,
    text: "import { x } from '#server/domains/vault/sweep.ts'\nexport const y = x",
  },
  'domain-edge': {
    path: 'apps/server/src/domains/vault/planted.ts',
    text: "export type { Catalogue } from '#server/domains/models/index.ts'",
  },
  'platform-front-door': {
    path: generation,
    text: "export { migrate } from '#server/platform/postgres/migrate.ts'",
  },
  sql: { path: generation, text: "export const a = (db: D) => db.selectFrom('generations')" },
  'own-tables': {
    path: 'apps/server/src/domains/billing/planted.store.ts',
    text: "export const a = (db: D) => db.deleteFrom('accounts')",
  },
  cryptography: {
    path: generation,
    text: "import { createCipheriv } from 'node:crypto'\nexport const a = createCipheriv",
  },
  content: {
    path: generation,
    text: "export { openChunks } from '#server/platform/content-crypto/index.ts'",
  },
  fetch: { path: generation, text: "export const a = () => fetch('https://example.org')" },
  sockets: {
    path: 'packages/dialects/builtin/planted.ts',
    text: "import { type ClientRequest, request } from 'node:https'\nexport const a = request",
  },
  smtp: {
    path: generation,
    text: "import { createTransport } from 'nodemailer'\nexport const a = createTransport",
  },
  environment: { path: generation, text: "export const a = process.env['HOME']" },
  testkit: { path: generation, text: "export { pngOf } from '#testkit'" },
  dialects: {
    path: 'packages/dialects/builtin/planted.ts',
    text: "export { makeId } from '#server/kernel/ids.ts'",
  },
  'image-bytes': {
    path: 'packages/image-bytes/src/planted.ts',
    text: "export { makeId } from '#server/kernel/ids.ts'",
  },
  studio: {
    path: 'apps/studio/src/app/planted.tsx',
    text: "export { makeId } from '../../../server/src/kernel/ids.ts'",
  },
  'no-any': { path: generation, text: 'export const a = (b: any) => b' },
  names: { path: 'apps/server/src/domains/generation/utils/Planted.ts', text: 'export const a = 1' },
  patience: {
    path: 'apps/server/src/domains/generation/planted.test.ts',
    text: 'await new Promise((go) => setTimeout(go, 10))',
  },
  console: { path: generation, text: "export const a = () => console.log('x')" },
}

test('every rule has its planted fault', () => {
  expect(Object.keys(planted).toSorted()).toEqual(Object.keys(rules).toSorted())
})

test.each(Object.entries(planted))('%s is seen', (rule, file) => {
  expect(findFaults([file]).map((fault) => fault.rule)).toContain(rule)
})

test('a cycle is seen, of types too', () => {
  const one = {
    path: 'apps/server/src/kernel/one.ts',
    text: "import type { B } from './other.ts'\nexport type A = B",
  }
  const other = { path: 'apps/server/src/kernel/other.ts', text: "export type { A as B } from './one.ts'" }
  expect(findFaults([one, other]).map(({ rule }) => rule)).toEqual(['cycle'])
})

test('a file that keeps to the rules has no fault', () => {
  const file = {
    path: generation,
    text: "import { createVaults } from '#server/domains/vault/index.ts'\nexport const a = createVaults",
  }
  expect(findFaults([file])).toEqual([])
})
