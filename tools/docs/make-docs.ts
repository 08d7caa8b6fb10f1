import { readdirSync, readFileSync } from 'node:fs'
import { errorCatalogue } from '#contract'
import { partnersFileJsonSchema } from '#server/domains/models/index.ts'

/** The documents that are made from the code, by path. */
export function makeDocs(): Readonly<Record<string, string>> {
  return {
    'docs/errors.md': makeErrors(),
    'docs/data-map.md': makeDataMap(),
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

const folder = 'database/tables'

export interface Column {
  table: string
  name: string
  category: string
}

export interface Table {
  name: string
  facts: Readonly<Record<string, string>>
  columns: Column[]
}

/** Reads the words about each table and column that stand beside them in `database/tables`. */
export function readTables(): Table[] {
  return readdirSync(folder)
    .toSorted()
    .map((file) => readTable(file.replace(/\.sql$/, ''), readFileSync(`${folder}/${file}`, 'utf8')))
}

function readTable(name: string, text: string): Table {
  const head = /\/\* @table ([^*]*)\*\//.exec(text)?.[1] ?? ''
  const facts = Object.fromEntries(
    [...head.matchAll(/(\w+)=([\w-]+)/g)].map(([, key, value]) => [key, value]),
  )
  const body = /create table \w+ \(\n([\s\S]*?)\n\);/.exec(text)?.[1] ?? ''
  const columns = body.split('\n').flatMap((line) => {
    const column = /^ {2}([a-z_]+) (?!key\b|\()/.exec(line)?.[1]
    if (column === undefined || /^(?:unique|primary|check|constraint)$/.test(column)) return []
    return { table: name, name: column, category: /@data category=([^*]*?) *\*\//.exec(line)?.[1] ?? '' }
  })
  return { name, facts, columns }
}

function makeDataMap(): string {
  const parts = readTables().flatMap(({ name, facts, columns }) => [
    `## ${name}`,
    '',
    `Whose: ${facts['subject']} · why: ${facts['purpose']} · how long: ${facts['retention']} · erased: ${facts['erase']}`,
    '',
    '| column | what it is |',
    '| --- | --- |',
    ...columns.map((column) => `| ${column.name} | ${column.category} |`),
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
