import { tables } from '#policies/inventory.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import { type PersonalTable, personalTables } from '../personal-tables.ts'
import { columnsOf } from './export-columns.ts'
import { readColumnTypes } from './export-rows.store.ts'

type Schema = Readonly<Record<string, unknown>>

const text = { type: 'string' }
const moment = { type: 'string', description: 'a moment, ISO 8601 with its offset' }

/** How a type of PostgreSQL is written in JSON. */
const jsonTypes: Readonly<Record<string, Schema>> = {
  text,
  bool: { type: 'boolean' },
  int2: { type: 'integer' },
  int4: { type: 'integer' },
  int8: { type: 'integer' },
  date: { type: 'string', description: 'a day, ISO 8601' },
  timestamptz: moment,
  jsonb: {},
  _text: { type: 'array', items: text },
  _int2: { type: 'array', items: { type: 'integer' } },
}

/**
 * The published JSON Schema of an export: one definition for each file of rows, made of the inventory and of what the
 * database says of each column, so that neither a column nor its type can be missing.
 */
export async function makeExportSchema(executor: Executor): Promise<Schema> {
  const types = await readColumnTypes(executor)
  const rowOf = (name: PersonalTable) => {
    const { given } = columnsOf(name)
    const properties = given.map((column) => {
      const found = types.find((known) => known.table === name && known.column === column)
      const type = jsonTypes[found?.type ?? '']
      if (found === undefined || type === undefined)
        throw new Error('a column has a type that is not described')
      return [column, found.isNullable && 'type' in type ? { ...type, type: [type['type'], 'null'] } : type]
    })
    return {
      type: 'array',
      description: `What for: ${tables[name].purpose}. How long: ${tables[name].retention}.`,
      items: {
        type: 'object',
        properties: Object.fromEntries(properties),
        required: given,
        additionalProperties: false,
      },
    }
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Everything that is held about one person',
    $defs: {
      ...Object.fromEntries(personalTables.map((name) => [name, rowOf(name)])),
      profile,
      contents,
      manifest,
    },
  }
}

const profile = {
  type: 'object',
  properties: {
    provider: {
      type: 'object',
      properties: { issuer: text, subject: text, name: text, email: text, pictureUrl: text },
      required: ['issuer', 'subject', 'name', 'email'],
      additionalProperties: false,
    },
    corrections: {
      type: 'object',
      properties: { name: text, email: text, isPictureRemoved: { type: 'boolean' } },
      additionalProperties: false,
    },
  },
  required: ['provider', 'corrections'],
  additionalProperties: false,
}

const contents = {
  type: 'array',
  description: 'Every sealed object: where it lies in this file, or why it cannot be opened from here.',
  items: {
    type: 'object',
    properties: {
      id: text,
      kind: text,
      file: text,
      why: text,
      goneAt: moment,
      sizeBytes: { type: 'integer' },
    },
    required: ['id', 'kind', 'goneAt', 'sizeBytes'],
    additionalProperties: false,
  },
}

const manifest = {
  type: 'object',
  properties: {
    version: { const: 1 },
    at: moment,
    issuer: text,
    files: {
      type: 'array',
      items: {
        type: 'object',
        properties: { file: text, schema: text, words: text },
        required: ['file', 'schema', 'words'],
        additionalProperties: false,
      },
    },
    notGiven: {
      type: 'array',
      items: {
        type: 'object',
        properties: { class: text, column: text, why: text },
        required: ['class', 'why'],
        additionalProperties: false,
      },
    },
  },
  required: ['version', 'at', 'issuer', 'files', 'notGiven'],
  additionalProperties: false,
}
