import { errorCatalogue } from '#contract'
import { partnersFileJsonSchema } from '#server/domains/models/index.ts'
import { operatorFileJsonSchema } from '#server/domains/policies/index.ts'
import { makeInventory } from '../inventory/make-inventory.ts'
import { type Column, readTables } from '../inventory/read-tables.ts'

/** The documents that are made from the code, by path. */
export function makeDocs(): Readonly<Record<string, string>> {
  return {
    'docs/errors.md': makeErrors(),
    'docs/data-map.md': makeDataMap(),
    'policies/inventory.ts': makeInventory(readTables()),
    'docs/operator-file.schema.json': `${JSON.stringify(operatorFileJsonSchema(), null, 2)}\n`,
    'docs/partners-file.schema.json': `${JSON.stringify(partnersFileJsonSchema(), null, 2)}\n`,
  }
}

function makeErrors(): string {
  const rows = Object.entries(errorCatalogue).map(
    ([code, { kind, retry, sentence }]) => `| \`${code}\` | ${kind} | ${retry} | ${sentence} |`,
  )
  return [
    '# Errors',
    '',
    'Made from `packages/contract/src/errors.ts` by `node tools/write-docs.ts`.',
    '',
    '| code | kind | asking again | what a person reads |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

function makeDataMap(): string {
  const parts = readTables().flatMap(({ name, facts, columns }) => [
    `## ${name}`,
    '',
    `Whose: ${facts['subject']} · found by: ${facts['owner']} · why: ${facts['purpose']} · how long: ${facts['retention']} · erased: ${facts['erase']}`,
    '',
    '| column | what it is |',
    '| --- | --- |',
    ...columns.map((column) => `| ${column.name} | ${describe(column)} |`),
    '',
  ])
  return [
    '# Data map',
    '',
    'Every column that is stored, made from `database/tables` by `node tools/write-docs.ts`. A column without a word fails the check.',
    '',
    ...parts,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}

function describe({ category, note, purpose, retention }: Column): string {
  const own = Object.entries({ purpose, retention }).flatMap(([fact, value]) =>
    value === undefined ? [] : `${fact}=${value}`,
  )
  return [category, ...own, ...(note === undefined ? [] : [`(${note})`])].join(' ')
}
