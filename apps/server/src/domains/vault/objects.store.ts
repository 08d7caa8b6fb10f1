import { provenanceMarks } from '#contract'
import { type Selectable, sql } from 'kysely'
import type { Schema } from '#database/schema.ts'
import type { GenerationId, ObjectId, SessionId, VaultId } from '#server/kernel/ids.ts'
import { AppError } from '#server/kernel/app-error.ts'
import {
  anyOf,
  type Executor,
  isForeignKeyViolation,
  makeStatement,
  type Statement,
} from '#server/platform/postgres/index.ts'
import type { ObjectIdentity, ObjectKind, PictureFacts } from './contexts.ts'

export interface ObjectRow extends ObjectIdentity {
  vaultId: VaultId
  objectId: ObjectId
  sizeBytes: number
  picture: PictureFacts | undefined
  sealedKey: Buffer
  createdAt: Date
}

/**
 * Writes an object; an image, or the newest partial of it, in place of the partials that came before, whose ids are the
 * answer.
 */
export function objectInsertion(executor: Executor, object: ObjectRow): Statement<ObjectId[]> {
  const inserting = object.imageIndex === undefined ? alone(executor, object) : inPlace(executor, object)
  return makeStatement(
    inserting.compile(),
    ({ rows: [row] }) => (row?.replaced ?? []) as ObjectId[], // oxlint-disable-line typescript/no-unsafe-type-assertion -- written from an ObjectId
    // The row of the vault is gone: the sitting has ended.
    (error) => (isForeignKeyViolation(error) ? new AppError('vault/closed', {}, { cause: error }) : error),
  )
}

const alone = (executor: Executor, object: ObjectRow) =>
  executor
    .insertInto('objects')
    .values(toColumns(object))
    .returning(sql<string[] | null>`null`.as('replaced'))

const inPlace = (executor: Executor, object: ObjectRow) =>
  executor
    .with('replaced', (query) =>
      query
        .deleteFrom('objects')
        .where('generation_id', '=', object.generationId)
        .where('kind', '=', 'partial')
        .where('image_index', '=', object.imageIndex ?? -1)
        .returning('id'),
    )
    .insertInto('objects')
    .values(toColumns(object))
    .returning(sql<string[] | null>`(select array_agg(id) from replaced)`.as('replaced'))

const toColumns = (object: ObjectRow) => ({
  id: object.objectId,
  vault_id: object.vaultId,
  generation_id: object.generationId === '' ? null : object.generationId,
  kind: object.kind,
  image_index: object.imageIndex ?? null,
  media_type: object.mediaType,
  size_bytes: object.sizeBytes,
  ...columnsOf(object.picture),
  sealed_key: object.sealedKey,
  created_at: object.createdAt,
})

const columnsOf = (picture: PictureFacts | undefined) => ({
  width_px: picture?.widthPx ?? null,
  height_px: picture?.heightPx ?? null,
  orientation: picture?.orientation ?? null,
  marks: picture === undefined ? null : [...picture.marks],
})

function pictureOf(row: {
  width_px: number | null
  height_px: number | null
  orientation: number | null
  marks: string[] | null
}): PictureFacts | undefined {
  if (row.width_px === null || row.height_px === null) return undefined
  return {
    widthPx: row.width_px,
    heightPx: row.height_px,
    orientation: row.orientation ?? 1,
    marks: provenanceMarks.filter((mark) => row.marks?.includes(mark) === true),
  }
}

/** Objects of one vault among the asked, named or by its session; one of another vault is not found. */
export function findingObjects(
  executor: Executor,
  vault: { vaultId: VaultId } | { sessionId: SessionId },
  objectIds: readonly string[],
): Statement<StoredObject[]> {
  const query = executor
    .selectFrom('objects')
    .select([...listed, 'sealed_key', 'created_at'])
    .where('id', '=', anyOf(objectIds))
  const inVault =
    'vaultId' in vault
      ? query.where('vault_id', '=', vault.vaultId)
      : query.where('vault_id', '=', ({ selectFrom }) =>
          selectFrom('vaults').select('vaults.id').where('session_id', '=', vault.sessionId),
        )
  return makeStatement(inVault.compile(), ({ rows }) =>
    rows.map((row) => ({ ...toListing(row), sealedKey: row.sealed_key, createdAt: row.created_at })),
  )
}

/** Removes rows of a vault; returns the ids that were there. */
export async function deleteObjects(
  executor: Executor,
  vaultId: VaultId,
  objectIds: readonly ObjectId[],
): Promise<ObjectId[]> {
  if (objectIds.length === 0) return []
  const rows = await executor
    .deleteFrom('objects')
    .where('vault_id', '=', vaultId)
    .where('id', '=', anyOf(objectIds))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id as ObjectId) // oxlint-disable-line typescript/no-unsafe-type-assertion -- written from an ObjectId
}

/** What is listed of a generation's objects: enough to show them, nothing that opens them. */
export interface ObjectListing {
  objectId: ObjectId
  generationId: string
  kind: ObjectKind
  imageIndex: number | undefined
  mediaType: string
  sizeBytes: number
  picture: PictureFacts | undefined
}

/** The same with what opens it, beside its vault and account. */
export interface StoredObject extends ObjectListing {
  sealedKey: Buffer
  createdAt: Date
}

/** Everything of these generations, oldest first, and of these other objects those that are there. */
export function listingObjects(
  executor: Executor,
  {
    generationIds,
    objectIds = [],
  }: { generationIds: readonly GenerationId[]; objectIds?: readonly string[] },
): Statement<ObjectListing[]> {
  const query = executor
    .selectFrom('objects')
    .select(listed)
    .where(({ eb, or }) =>
      or([eb('generation_id', '=', anyOf(generationIds)), eb('id', '=', anyOf(objectIds))]),
    )
    .orderBy('created_at')
  return makeStatement(query.compile(), ({ rows }) => rows.map(toListing))
}

const listed = [
  'id',
  'generation_id',
  'kind',
  'image_index',
  'media_type',
  'size_bytes',
  'width_px',
  'height_px',
  'orientation',
  'marks',
] as const

const toListing = (row: Pick<Selectable<Schema['objects']>, (typeof listed)[number]>): ObjectListing => ({
  objectId: row.id as ObjectId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- written from an ObjectId
  generationId: row.generation_id ?? '',
  kind: row.kind,
  imageIndex: row.image_index ?? undefined,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  picture: pictureOf(row),
})

/** What a vault holds that was given before any generation, oldest first. */
export async function listUploads(executor: Executor, vaultId: VaultId): Promise<ObjectListing[]> {
  const rows = await executor
    .selectFrom('objects')
    .select(listed)
    .where('vault_id', '=', vaultId)
    .where('kind', 'in', ['upload', 'mask'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toListing)
}

/** Those of the asked that are there. */
export async function findExistingObjects(
  database: Executor,
  objectIds: readonly string[],
): Promise<Set<string>> {
  if (objectIds.length === 0) return new Set()
  const rows = await database.selectFrom('objects').select('id').where('id', '=', anyOf(objectIds)).execute()
  return new Set(rows.map(({ id }) => id))
}
