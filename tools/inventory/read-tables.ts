import { readdirSync, readFileSync } from 'node:fs'

const folder = 'database/tables'

export interface Column {
  table: string
  name: string
  category: string
  purpose: string | undefined
  retention: string | undefined
  note: string | undefined
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

/** The same of the text of one file. */
export function readTable(name: string, text: string): Table {
  const body = /create table \w+ \(\n([\s\S]*?)\n\);/.exec(text)?.[1] ?? ''
  const columns = body.split('\n').flatMap((line) => {
    const column = /^ {2}([a-z_]+) (?!key\b|\()/.exec(line)?.[1]
    if (column === undefined || /^(?:unique|primary|check|constraint)$/.test(column)) return []
    const words = /\/\* @data ([^*]*)\*\//.exec(line)?.[1] ?? ''
    const facts = readFacts(words.replace(/\(.*\)/, ''))
    return {
      table: name,
      name: column,
      category: facts['category'] ?? '',
      purpose: facts['purpose'],
      retention: facts['retention'],
      note: /\((.*)\)/.exec(words)?.[1],
    }
  })
  return { name, facts: readFacts(/\/\* @table ([^*]*)\*\//.exec(text)?.[1] ?? ''), columns }
}

const readFacts = (words: string): Record<string, string> =>
  Object.fromEntries([...words.matchAll(/(\w+)=([\w-]+)/g)].map(([, key = '', value = '']) => [key, value]))
