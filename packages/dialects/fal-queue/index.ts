import type { EarlyDeletion, EnabledPartner, PartnerDescription } from '#partner-spec'
import { deletePayloads } from './delete-payloads.ts'
import { type AdapterOptions, createFalQueueAdapter } from './fal-queue-adapter.ts'

export type { FalQueueModel, Prices } from './fal-queue-models.ts'

export interface FalQueueSettings extends AdapterOptions {
  description: PartnerDescription
  /** Below which models lie, such as https://queue.fal.run/ */
  baseUrl: URL
  /** Asked anew for each send. */
  key: () => string | undefined
  /** Where and with which key, an administrator's, the partner deletes; absent: it is not asked to. */
  deletion?: { baseUrl: URL; key: () => string | undefined }
}

/** A partner that speaks fal's queue. */
export function createFalQueuePartner(settings: FalQueueSettings): EnabledPartner {
  const { description, baseUrl, key, models, wait } = settings
  return {
    description,
    baseUrl,
    credentials: () => authorize(key()),
    adapter: createFalQueueAdapter({ models, ...(wait === undefined ? {} : { wait }) }),
    deletion: deletionOf(settings),
  }
}

function deletionOf({ deletion, description }: FalQueueSettings): EarlyDeletion {
  if (deletion !== undefined)
    return {
      kind: 'api',
      baseUrl: deletion.baseUrl,
      credentials: () => authorize(deletion.key()),
      deletePayloads,
    }
  return { kind: description.terms.deletion === 'in-writing' ? 'in-writing' : 'not-possible' }
}

/** @see fal.ai/docs/api-reference/inference-api, "Authentication", read 2026-11-24 */
const authorize = (secret: string | undefined): Readonly<Record<string, string>> =>
  secret === undefined ? {} : { authorization: `Key ${secret}` }
