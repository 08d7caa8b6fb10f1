import type { Quality } from '#contract'
import type { ModelDescription } from '#partner-spec'

/** Credits for one image; a quality costs what the model states for it, else what every image costs. */
export const pricePerImage = (model: ModelDescription, quality?: Quality): number =>
  (quality === undefined ? undefined : model.creditsByQuality?.[quality]) ?? model.creditsPerImage
