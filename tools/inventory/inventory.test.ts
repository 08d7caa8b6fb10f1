import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tables } from '../../policies/inventory.ts'
import { findItemFaults, namedItems } from './find-item-faults.ts'
import { findTableFaults } from './find-table-faults.ts'
import { findUnkeptFigures } from './find-unkept-figures.ts'
import { makeInventory } from './make-inventory.ts'
import { readTable, readTables } from './read-tables.ts'

const facts = 'subject=person purpose=sign-in retention=account erase=row owner=account'
const describeTable = (head: string, column: string) =>
  readTable('planted', `/* @table ${head} */\ncreate table planted (\n${column}\n);\n`)
const column = '  account_id text not null, /* @data category=identifier */'

test('the tables as they are have no fault', () => {
  expect(readTables().flatMap(findTableFaults)).toEqual([])
})

test('a table that says everything in words there are has no fault', () => {
  expect(findTableFaults(describeTable(facts, column))).toEqual([])
})

test.each<[string, string, string, string]>([
  ['a column without a word', facts, `${column}\n  planted text,`, 'planted.planted does not say what it is'],
  [
    'a category there is not',
    facts,
    `${column}\n  a text /* @data category=prompt */`,
    'planted.a: there is no category "prompt"',
  ],
  [
    'a column’s purpose there is not',
    facts,
    `${column}\n  a text /* @data category=time purpose=training */`,
    'planted.a: there is no purpose "training"',
  ],
  ['no owner', facts.replace(' owner=account', ''), column, 'planted does not say its owner'],
  [
    'a purpose there is not',
    facts.replace('sign-in', 'training'),
    column,
    'planted: there is no purpose "training"',
  ],
  [
    'a time there is not',
    facts.replace('retention=account', 'retention=ever'),
    column,
    'planted: there is no retention "ever"',
  ],
  [
    'an owner without a column',
    facts.replace('owner=account', 'owner=vault'),
    '  id text /* @data category=identifier */',
    'planted says owner=vault and has no column for it',
  ],
  [
    'an account that is not its owner',
    facts.replace('owner=account', 'owner=none'),
    column,
    'planted has account_id: its owner is account',
  ],
  [
    'a person nobody finds',
    facts.replace('owner=account', 'owner=none'),
    '  id text /* @data category=identifier */',
    'planted holds something of a person and says no owner',
  ],
])('%s is a fault', (_, head, body, fault) => {
  expect(findTableFaults(describeTable(head, body))).toEqual([fault])
})

test('a table that is not in the made file puts it out of step', () => {
  const planted = describeTable(facts, column)
  expect(makeInventory([...readTables(), planted])).not.toBe(makeInventory(readTables()))
  expect(makeInventory(readTables())).toBe(readFileSync('policies/inventory.ts', 'utf8'))
  expect(Object.keys(tables)).toEqual(readTables().map(({ name }) => name))
})

const nothing = {
  objectKinds: [],
  cookies: [],
  demoCookies: [],
  logFields: [],
  metricLabels: [],
  mails: [],
  files: [],
  browserStorage: [],
}
const server = 'apps/server/src/planted.ts'

test.each<[string, { path: string; text: string }, string]>([
  [
    'an object kind',
    { path: 'database/tables/objects.sql', text: "kind text check (kind in ('thumbnail'))" },
    'objectKinds: "thumbnail"',
  ],
  [
    'a cookie',
    { path: 'apps/server/src/domains/identity/planted.ts', text: "parts.cookies.set('tracker', '1', 1)" },
    'cookies: "tracker"',
  ],
  [
    'a cookie of the demo sign-in',
    { path: 'apps/server/src/domains/identity/demo/planted.ts', text: 'x: `demo-tracker-${port}`' },
    'demoCookies: "demo-tracker"',
  ],
  [
    'a log field',
    {
      path: 'apps/server/src/platform/logger/log-codes.ts',
      text: 'export interface LogFields {\n  prompt?: string\n}',
    },
    'logFields: "prompt"',
  ],
  ['a metric label', { path: server, text: "labelNames: ['account'] as const" }, 'metricLabels: "account"'],
  ['a mail', { path: server, text: "outbox.put(tx, { kind: 'advert', to })" }, 'mails: "advert"'],
  [
    'a mail that hides its kind',
    { path: server, text: 'outbox.put(tx, mail)' },
    'whose kind it does not say',
  ],
  ['a file', { path: server, text: "join(config.dataDir, 'prompts.txt')" }, 'files: "prompts.txt"'],
  [
    'what a browser keeps',
    { path: 'apps/studio/src/planted.ts', text: "const key = 'gptimage.profile'" },
    'browserStorage: "gptimage.profile"',
  ],
  ['a header past the list', { path: server, text: "setHeader('Set-Cookie', 'a=b')" }, 'sets a cookie past'],
  [
    'a cookie of the studio',
    { path: 'apps/studio/src/a.ts', text: 'document.cookie = x' },
    'keeps something',
  ],
])('%s outside the inventory is a fault', (_, source, fault) => {
  expect(findItemFaults([source], nothing)).toEqual([expect.stringContaining(fault)])
})

test.each(Object.keys(namedItems))('an entry of %s that nobody writes is a fault', (list) => {
  expect(findItemFaults([], { ...nothing, [list]: ['planted'] })).toEqual([
    `${list}: "planted" is in policies/other-items.ts and nobody writes it`,
  ])
})

test.each([
  ["const a = retentionSeconds['planted']", server, []],
  ['const a = retentionSeconds.planted', server, []],
  [
    'const a = retentionSeconds.plantedToo',
    server,
    ['the figure "planted" is promised and nothing keeps it'],
  ],
  [
    'const a = retentionSeconds.planted',
    'apps/server/src/domains/policies/planted.ts',
    ['the figure "planted" is promised and nothing keeps it'],
  ],
])('a figure that nothing keeps is a fault: %s in %s', (text, path, faults) => {
  expect(findUnkeptFigures([{ path, text }], ['planted'])).toEqual(faults)
})
