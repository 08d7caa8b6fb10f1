import type { EarlyDeletion, EnabledPartner, PartnerDescription } from '#partner-spec'
import { deletePayloads } from './delete-payloads.ts'
import { type AdapterOptions, createFalQueueAdapter } from './fal-queue-adapter.ts'

export type { FalQueueModel, Prices } from './fal-queue-models.ts'

export interface FalQueueSettings extends Omit<AdapterOptions, 'takesAddresses'> {
  description: PartnerDescription
  /** Below which models lie, such as https://queue.fal.run/ */
  baseUrl: URL
  /** Asked anew for each send. */
  key: () => string | undefined
  /** At which results may lie that do not come within answers, such as v3.fal.media; absent: none is fetched. */
  resultHosts?: readonly string[]
  /** Where and with which key, an administrator's, the partner deletes; absent: it is not asked to. */
  deletion?: { baseUrl: URL; key: () => string | undefined }
}

/** A partner that speaks fal's queue. */
export function createFalQueuePartner(settings: FalQueueSettings): EnabledPartner {
  const { description, baseUrl, key, models, wait, resultHosts = [] } = settings
  return {
    description,
    baseUrl,
    credentials: () => authorize(key()),
    ...(resultHosts.length === 0 ? {} : { resultHosts }),
    adapter: createFalQueueAdapter({
      models,
      takesAddresses: resultHosts.length > 0,
      ...(wait === undefined ? {} : { wait }),
    }),
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
