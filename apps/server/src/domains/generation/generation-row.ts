import { generationPhases, generationReasons, qualities, refusalCategories } from '#contract'
import type { Schema } from '#database/schema.ts'
import { parseId } from '#server/kernel/ids.ts'
import { type Selectable, sql } from 'kysely'
import * as z from 'zod/mini'
import type { Generation } from './generation.ts'

const texts = z.object({
  phase: z.enum(generationPhases),
  reason: z.nullable(z.enum(generationReasons)),
  refusal_stage: z.nullable(z.enum(['input', 'output'])),
  refusal_category: z.nullable(z.enum(refusalCategories)),
  background: z.enum(['scene', 'transparent']),
  quality: z.nullable(z.enum(qualities)),
})

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a stored generation has an id of another shape')
  return value
}

/** Named one by one, so that the statements that read them can be prepared. */
export const generationColumns = [
  'id',
  'account_id',
  'session_id',
  'vault_id',
  'prompt_object_id',
  'phase',
  'reason',
  'refusal_stage',
  'refusal_category',
  'attempt',
  'image_count',
  'images_sealed',
  'images_sealed_before',
  'kept_images',
  'credits_per_image',
  'charged_credits',
  'disclosed',
  'cancel_requested',
  'model_id',
  'partner_id',
  'width_px',
  'height_px',
  'seed',
  'background',
  'quality',
  'reference_ids',
  'mask_id',
  'worker_id',
  'created_at',
  'queued_at',
  'started_at',
  'ended_at',
  'kept_images',
] as const

/** The same as SQL, of the table or alias `generation`: made once, for the statements that run at every change. */
export const columnsOfGeneration = sql.raw(
  generationColumns.map((column) => `generation.${column}`).join(', '),
)

export type GenerationRow = Pick<Selectable<Schema['generations']>, (typeof generationColumns)[number]>

/** Reads a row back into words; a value that is not one of ours is a defect and says so. */
export function toGeneration(row: GenerationRow): Generation {
  const {
    phase,
    reason,
    refusal_stage: stage,
    refusal_category: category,
    background,
    quality,
  } = texts.parse(row)
  return {
    id: required(parseId('gen', row.id)),
    accountId: required(parseId('acc', row.account_id)),
    sessionId: required(parseId('ses', row.session_id ?? '')),
    vaultId: required(parseId('vlt', row.vault_id ?? '')),
    promptObjectId: required(parseId('obj', row.prompt_object_id ?? '')),
    phase,
    reason: reason ?? undefined,
    refusal: stage === null || category === null ? undefined : { stage, category },
    attempt: row.attempt,
    imagesAsked: row.image_count,
    imagesSealed: row.images_sealed,
    imagesSealedBefore: row.images_sealed_before,
    creditsPerImage: row.credits_per_image,
    chargedCredits: row.charged_credits,
    disclosed: row.disclosed,
    cancelRequested: row.cancel_requested,
    modelId: row.model_id,
    partnerId: row.partner_id,
    widthPx: row.width_px,
    heightPx: row.height_px,
    seed: Number(row.seed),
    background,
    quality: quality ?? undefined,
    referenceIds: row.reference_ids.map((id) => required(parseId('obj', id))),
    maskId: row.mask_id === null ? undefined : required(parseId('obj', row.mask_id)),
    workerId: row.worker_id === null ? undefined : parseId('wrk', row.worker_id),
    createdAt: row.created_at,
    queuedAt: row.queued_at ?? undefined,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    keptImages: row.kept_images,
  }
}
