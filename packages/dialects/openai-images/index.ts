import type { EnabledPartner, PartnerDescription } from '#partner-spec'
import { createOpenaiImagesAdapter } from './openai-images-adapter.ts'
import type { OpenaiImagesModel } from './openai-images-models.ts'

export type { OpenaiImagesModel, Prices } from './openai-images-models.ts'

export interface OpenaiImagesSettings {
  description: PartnerDescription
  /** Below which `images/generations` and `images/edits` lie, such as https://api.openai.com/v1/ */
  baseUrl: URL
  /** Asked anew for each send; undefined for a server of one's own that wants none. */
  key: () => string | undefined
  /** By the ids of the description's models. */
  models: ReadonlyMap<string, OpenaiImagesModel>
}

/** A partner that speaks OpenAI's Images API. */
export function createOpenaiImagesPartner(settings: OpenaiImagesSettings): EnabledPartner {
  const { description, baseUrl, key, models } = settings
  return {
    description,
    baseUrl,
    credentials() {
      const secret = key()
      return secret === undefined ? {} : { authorization: `Bearer ${secret}` }
    },
    adapter: createOpenaiImagesAdapter(models),
    // NOTE: its interface has no call for it (openai/openai-openapi at f85dbe2, 2026-08-21, paths /images/*): what an
    // account's contract keeps goes when that time is over, or when the operator asks in writing.
    deletion: { kind: description.terms.deletion === 'in-writing' ? 'in-writing' : 'not-possible' },
  }
}
