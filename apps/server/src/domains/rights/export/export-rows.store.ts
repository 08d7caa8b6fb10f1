import { sql } from 'kysely'
import type { Executor } from '#server/platform/postgres/index.ts'
import { isOf } from '../personal-rows.store.ts'
import type { Person } from '../parts.ts'
import type { PersonalTable } from '../personal-tables.ts'
import { columnsOf } from './export-columns.ts'

const pageRows = 500

/** The rows of a person in a table, with the columns that are given out or named, a page at a time: memory is bounded. */
export async function* readRows(
  executor: Executor,
  name: PersonalTable,
  person: Person,
  columns: readonly string[] = columnsOf(name).given,
): AsyncGenerator<Record<string, unknown>[]> {
  const fields = sql.join(columns.map((column) => sql`${sql.lit(column)}, ${sql.ref(`${name}.${column}`)}`))
  for (let after = '(0,0)'; ; ) {
    const { rows } = await sql<{ place: string; row: Record<string, unknown> }>`
      select ${sql.ref(`${name}.ctid`)}::text as place, jsonb_build_object(${fields}) as row
      from ${sql.table(name)} where ${isOf(name, person)} and ${sql.ref(`${name}.ctid`)} > ${after}::tid
      order by ${sql.ref(`${name}.ctid`)} limit ${pageRows}`.execute(executor)
    if (rows.length > 0) yield rows.map(({ row }) => row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageRows) return
    after = last.place
  }
}

/** What the database says of every column that is given out. */
export async function readColumnTypes(
  executor: Executor,
): Promise<{ table: string; column: string; type: string; isNullable: boolean }[]> {
  const { rows } = await sql<{ table: string; column: string; type: string; isNullable: boolean }>`
    select table_name as "table", column_name as "column", udt_name as type, is_nullable = 'YES' as "isNullable"
    from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`.execute(
    executor,
  )
  return rows
}

export interface ExportObject {
  id: string
  kind: string
  mediaType: string
  generationId: string | null
  imageIndex: number | null
  sizeBytes: number
  isHere: boolean
  goneAt: Date
}

/** Every sealed object of a person: those of this sitting, and those that only another browser's cookie opens. */
export async function listObjectsOf(
  executor: Executor,
  { accountId }: Person,
  vaultId: string | undefined,
): Promise<ExportObject[]> {
  const { rows } = await sql<ExportObject>`
    select objects.id, kind, media_type as "mediaType", generation_id as "generationId", image_index as "imageIndex",
      size_bytes as "sizeBytes", vault_id = ${vaultId ?? ''} as "isHere", vaults.expires_at as "goneAt"
    from objects join vaults on vaults.id = vault_id
    where vaults.account_id = ${accountId} order by objects.created_at, objects.id`.execute(executor)
  return rows
}
